/** Which heading one is reading under, by what has scrolled past the top of the window. */
import type { Editor } from "@tiptap/core";
import { useEffect, useRef, useState } from "react";
import { onceAFrame } from "../once-a-frame";
import type { Heading } from "./headings";

/** Header and toolbar, and a line of text: a heading there has been reached. */
const topPx = 160;

interface ReadingPlace {
  /** An index into the headings; -1 above the first. */
  readonly place: number;
  /** This one was gone to: it is the place until the page is scrolled, wherever on it it stands. */
  wentTo(index: number): void;
}

export function useReadingPlace(editor: Editor, headings: readonly Heading[]): ReadingPlace {
  const [place, setPlace] = useState(-1);
  const gone = useRef<{ readonly to: HTMLElement | undefined; readonly scrollY: number }>(null);
  useEffect(() => {
    const look = () => {
      const elements = headingElements(editor);
      if (gone.current?.scrollY !== scrollY) gone.current = null;
      const kept = gone.current?.to ? elements.indexOf(gone.current.to) : -1;
      if (kept >= 0) setPlace(kept);
      else setPlace(headings.length > 0 ? reached(elements) : -1);
    };
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
  const wentTo = (index: number) => {
    gone.current = { to: headingElements(editor)[index], scrollY };
    setPlace(index);
  };
  return { place, wentTo };
}

/** One for each heading of the document, in its order. */
export function headingElements({ view }: Editor): readonly HTMLElement[] {
  return [...view.dom.querySelectorAll<HTMLElement>("h1, h2, h3, h4")];
}

/** The last one to be seen whose top has passed; they stand in order, so few have to be measured. */
function reached(elements: readonly HTMLElement[]): number {
  const reachedPx = reachedFromTop();
  let [low, high] = [0, elements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (topOf(elements[middle]) <= reachedPx) low = middle + 1;
    else high = middle;
  }
  // At the start of a document its title stands above the first heading.
  if (low === 0 && topOf(elements[0]) < innerHeight / 2) low = 1;
  while (low > 0 && !elements[low - 1]?.checkVisibility()) low -= 1;
  return low - 1;
}

/** One in a closed fold is where the fold is. */
function topOf(element: Element | null | undefined): number {
  if (element && !element.checkVisibility()) return topOf(element.parentElement);
  return element?.getBoundingClientRect().top ?? 0;
}

/** What the end of the page keeps from coming up to the top is met on its way there. */
function reachedFromTop(): number {
  const below = innerHeight - topPx;
  const end = document.documentElement.scrollHeight - innerHeight;
  const last = Math.min(below, end);
  return last > 0 ? topPx + below * Math.max(0, 1 - (end - scrollY) / last) : topPx;
}
