/** Which heading one is reading under, by what has scrolled past the top of the window. */
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { onceAFrame } from "../once-a-frame";
import type { Heading } from "./headings";

/** Header and toolbar, and a line of text: a heading there has been reached. */
const reachedPx = 160;

/** An index into `headings`; -1 above the first. */
export function useReadingPlace(editor: Editor, headings: readonly Heading[]): number {
  const [place, setPlace] = useState(-1);
  useEffect(() => {
    const look = () => setPlace(headings.length > 0 ? reached(headingElements(editor)) : -1);
    const { soon, stop } = onceAFrame(look);
    soon();
    window.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);
    return () => {
      stop();
      window.removeEventListener("scroll", soon);
      window.removeEventListener("resize", soon);
    };
  }, [editor, headings]);
  return place;
}

/** One for each heading of the document, in its order. */
export function headingElements({ view }: Editor): readonly HTMLElement[] {
  return [...view.dom.querySelectorAll<HTMLElement>("h1, h2, h3, h4")];
}

/** The last one to be seen whose top has passed; they stand in order, so few have to be measured. */
function reached(elements: readonly HTMLElement[]): number {
  let [low, high] = [0, elements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(elements[middle]) <= reachedPx) low = middle + 1;
    else high = middle;
  }
  // At the start of a document its title stands above the first heading.
  if (low === 0 && topOf(elements[0]) < innerHeight / 2) return 0;
  while (low > 0 && !elements[low - 1]?.checkVisibility()) low -= 1;
  return low - 1;
}

/** One in a closed fold is where the fold is. */
function topOf(element: Element | null | undefined): number {
  if (element && !element.checkVisibility()) return topOf(element.parentElement);
  return element?.getBoundingClientRect().top ?? 0;
}
