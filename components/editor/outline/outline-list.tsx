"use client";
/** The headings as a list of places to go to, with the one that is being read marked. */
import type { Editor } from "@tiptap/core";
import { useEffect, useRef } from "react";
import { unfold } from "../unfold";
import type { Heading } from "./headings";
import { headingElements, useReadingPlace } from "./use-reading-place";

interface Props {
  readonly editor: Editor;
  readonly headings: readonly Heading[];
  /** After somebody went somewhere. */
  onGo?(): void;
}

export function OutlineList({ editor, headings, onGo }: Props) {
  const { place, wentTo } = useReadingPlace(editor, headings);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // Within the list only: the page must not move because of its outline.
    const item = list.current?.children.item(place);
    const frame = list.current?.parentElement;
    if (!frame || !(item instanceof HTMLElement)) return;
    const { offsetTop, offsetHeight } = item;
    const hidden =
      offsetTop < frame.scrollTop ||
      offsetTop + offsetHeight > frame.scrollTop + frame.clientHeight;
    if (hidden) frame.scrollTop = offsetTop - frame.clientHeight / 2;
  }, [place]);
  const top = Math.min(...headings.map(({ level }) => level));
  return (
    <ol ref={list} className="relative border-l text-sm">
      {headings.map(({ level, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two headings may read the same
        <li key={index}>
          <button
            type="button"
            aria-current={index === place ? "location" : undefined}
            onClick={() => {
              goTo(editor, index);
              wentTo(index);
              onGo?.();
            }}
            style={{ paddingLeft: `${(level - top) * 0.8 + 0.75}rem` }}
            className="-ml-px block w-full truncate border-transparent border-l-2 py-1 pr-2 text-left pointer-coarse:py-2.5 text-muted hover:text-ink focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:text-ink"
          >
            {text || "Untitled"}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Shows the heading at the top and puts the caret at its end. */
function goTo(editor: Editor, index: number): void {
  const element = headingElements(editor)[index];
  if (!element) return;
  unfold(element);
  const position = editor.view.posAtDOM(element, element.childNodes.length);
  editor.commands.setTextSelection(position);
  // A finger reads: the keyboard would cover what it went to.
  if (matchMedia("(pointer: fine)").matches) editor.view.focus();
  element.scrollIntoView({ block: "start" });
}
