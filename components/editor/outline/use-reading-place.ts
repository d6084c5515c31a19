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

/** The last one whose top has passed; they stand in order, so few have to be measured. */
function reached(elements: readonly HTMLElement[]): number {
  let [low, high] = [0, elements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const top = elements[middle]?.getBoundingClientRect().top ?? 0;
    if (top <= reachedPx) low = middle + 1;
    else high = middle;
  }
  // At the start of a document its title stands above the first heading.
  const first = elements[0]?.getBoundingClientRect().top ?? 0;
  return low === 0 && first < innerHeight / 2 ? 0 : low - 1;
}
