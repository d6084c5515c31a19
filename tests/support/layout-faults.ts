/** What is wrong with the layout of a page as it is now: asked of the page itself, a line each. */
import type { Page } from "@playwright/test";

/** A finger needs a place of 40 pixels; two are left to rounding. */
const fingerPx = 38;

export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(findFaults, fingerPx);
}

/** Runs in the page, where nothing of this file but itself is known. */
function findFaults(fingerPx: number): readonly string[] {
  const faults: string[] = [];
  const touch = matchMedia("(pointer: coarse)").matches;
  const controlsOf =
    "button, a[href], input, select, textarea, [role=menuitem], [role=menuitemradio], [role=option]";
  /** What comes and goes over the page, and may cover it. */
  const layersOf =
    "[role=menu], [role=dialog], [role=listbox], form, #find-bar, [data-sonner-toaster]";

  const name = (element: Element): string => {
    const said = element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40);
    return `<${element.tagName.toLowerCase()} “${said}”>`;
  };
  const style = (element: Element) => getComputedStyle(element);
  const ancestors = (element: Element): Element[] => {
    const found: Element[] = [];
    for (let at = element.parentElement; at; at = at.parentElement) found.push(at);
    return found;
  };
  /** What is seen of an element, inside of all that scrolls or cuts it. */
  const seen = (element: Element): DOMRect => {
    const box = element.getBoundingClientRect();
    let { left, top, right, bottom } = box;
    for (const frame of ancestors(element)) {
      if (style(frame).overflow === "visible" || frame === document.body) continue;
      const edge = frame.getBoundingClientRect();
      left = Math.max(left, edge.left);
      top = Math.max(top, edge.top);
      right = Math.min(right, edge.right);
      bottom = Math.min(bottom, edge.bottom);
    }
    left = Math.max(left, 0);
    top = Math.max(top, 0);
    right = Math.min(right, document.documentElement.clientWidth);
    bottom = Math.min(bottom, innerHeight);
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };
  const isFixed = (element: Element) =>
    [element, ...ancestors(element)].some((at) => /fixed|sticky/.test(style(at).position));
  const hits = (control: Element, x: number, y: number): boolean => {
    const hit = document.elementFromPoint(x, y);
    if (!hit) return true;
    const label = hit.closest("label");
    if (control.contains(hit) || label?.contains(control)) return true;
    const layer = hit.closest(layersOf);
    return layer !== null && !layer.contains(control);
  };

  // On a phone the window's own width would follow what is too wide.
  const windowWidth = document.documentElement.clientWidth;
  const wide = document.documentElement.scrollWidth - windowWidth;
  if (wide > 0) faults.push(`The page scrolls sideways by ${wide} px.`);
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ opacityProperty: true })) continue;
    const { right, left, width } = element.getBoundingClientRect();
    const scrolls = ancestors(element).some((at) =>
      /auto|scroll|hidden|clip/.test(style(at).overflowX),
    );
    const beyond = width > 1 && (right > windowWidth + 1 || left < -1);
    if (
      beyond &&
      !scrolls &&
      element.closest("[aria-hidden], .katex, [data-sonner-toaster]") === null
    ) {
      faults.push(`${name(element)} reaches out of the window.`);
    }
  }

  for (const control of document.querySelectorAll(controlsOf)) {
    const inText = control.closest(".prose") !== null && control.tagName === "A";
    const aside = control.closest("[aria-hidden=true], [inert]") !== null;
    if (inText || aside || !control.checkVisibility({ visibilityProperty: true })) continue;
    if (style(control).pointerEvents === "none" || control.matches(":disabled")) continue;
    const box = control.getBoundingClientRect();
    const part = seen(control);
    // Not all of it can be seen: one scrolls there.
    if (part.width < box.width - 1 || part.height < box.height - 1 || part.width < 1) continue;
    const [x, y] = [part.x + part.width / 2, part.y + part.height / 2];
    const { scrollWidth, clientWidth } = control;
    const cut = scrollWidth > clientWidth + 1 && style(control).textOverflow !== "ellipsis";
    if (cut && !control.matches("input, select, textarea"))
      faults.push(`${name(control)} is cut off.`);
    if (!hits(control, x, y)) {
      const over = document.elementFromPoint(x, y);
      // What scrolls can be brought out from under what stays.
      const comesOut = !isFixed(control) && over && isFixed(over);
      if (!comesOut) faults.push(`${name(control)} is covered by ${over && name(over)}.`);
      continue;
    }
    const half = fingerPx / 2;
    const round = [
      ["wide", x - half, y, x + half, y],
      ["high", x, y - half, x, y + half],
    ] as const;
    for (const [what, x1, y1, x2, y2] of round) {
      if (touch && !(hits(control, x1, y1) && hits(control, x2, y2))) {
        faults.push(
          `${name(control)} is not ${fingerPx + 2} px ${what} (${box.width} by ${box.height}).`,
        );
      }
    }
  }
  return [...new Set(faults)];
}
