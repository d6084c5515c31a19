/** One stop for Tab, arrow keys within: the keyboard pattern of toolbars. */
import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from "react";
import { focusNextToolbar } from "./toolbar-keys";

const buttonsOf = (toolbar: HTMLElement) => [
  ...toolbar.querySelectorAll<HTMLElement>("button, select, a[href]"),
];

function onlyStop(toolbar: HTMLElement, stop: Element | undefined): void {
  for (const button of buttonsOf(toolbar)) button.tabIndex = button === stop ? 0 : -1;
}

/** Properties for the element with `role="toolbar"`; `leave` is where Escape goes from there. */
export function useRovingFocus(leave: () => void) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const toolbar = ref.current;
    if (toolbar) onlyStop(toolbar, buttonsOf(toolbar)[0]);
  }, []);
  return {
    ref,
    onFocus: ({ currentTarget, target }: FocusEvent<HTMLElement>) => {
      onlyStop(currentTarget, target);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      // A menu that opened from here has keys of its own, though the page has it elsewhere.
      const within = event.target instanceof Node && event.currentTarget.contains(event.target);
      if (event.key === "Escape" && within) leave();
      if (event.key === "F10" && event.altKey && within) {
        event.preventDefault();
        focusNextToolbar();
      }
      const buttons = buttonsOf(event.currentTarget);
      const at = buttons.findIndex((button) => button.matches(":focus"));
      const target = targetOf(event.key, at, buttons.length);
      if (at < 0 || target === undefined) return;
      event.preventDefault();
      buttons[target]?.focus();
    },
  };
}

function targetOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
