/** The stored text as the server painted it, readable before anything else has loaded. */
import { useEffect, useLayoutEffect, useRef } from "react";
import { type EarlyKeys, keepEarlyKeys, takeCarriedKeys } from "./keep-early-keys";

/** A place in the text, which holds as long as its block has this text. */
export interface Spot {
  /** Which of the document's blocks. */
  readonly block: number;
  readonly text: string;
  /** Letters of the block before it. */
  readonly offset: number;
  /** Right before a letter, and not after the last one of a line. */
  readonly before: boolean;
}

/** What is selected in the first paint: where somebody clicked, anchor and head are the same. */
export interface Chosen {
  readonly anchor: Spot;
  readonly head: Spot;
}

/** What somebody has begun before the editor was there, to be gone on with in it. */
export interface Begun {
  chosen?: Chosen;
  readonly keys: EarlyKeys;
}

interface Props {
  /** Made by the server with everything in it escaped: see collab/content/html. */
  readonly html: string;
  /** Is told what was selected when the text is taken away, and what was typed. */
  readonly begun: Begun;
  readonly writable: boolean;
}

export function FirstPaint({ html, begun, writable }: Props) {
  const paper = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!writable) return;
    begun.keys.push(...takeCarriedKeys());
    const painted = paper.current;
    const hasPlace = () =>
      painted !== null && (isEmpty(painted) || (begun.chosen ?? chosenIn(painted)) !== undefined);
    return keepEarlyKeys(begun.keys, hasPlace);
  }, [begun, writable]);
  useLayoutEffect(() => {
    const painted = paper.current;
    return () => {
      const now = painted && chosenIn(painted);
      if (now) begun.chosen = now;
    };
  }, [begun]);
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the server escaped all of it
    <div ref={paper} className="prose min-h-[60dvh]" dangerouslySetInnerHTML={{ __html: html }} />
  );
}

function isEmpty({ children, textContent }: HTMLElement): boolean {
  return children.length === 1 && children[0]?.tagName === "P" && textContent === "";
}

function chosenIn(painted: HTMLElement): Chosen | undefined {
  const selection = getSelection();
  if (!selection) return undefined;
  const anchor = spotIn(painted, selection.anchorNode, selection.anchorOffset);
  const head = spotIn(painted, selection.focusNode, selection.focusOffset);
  return anchor && head && { anchor, head };
}

function spotIn(painted: HTMLElement, node: Node | null, offset: number): Spot | undefined {
  const block = [...painted.children].findIndex((child) => child.contains(node));
  const element = painted.children[block];
  if (!element || !node) return undefined;
  const range = document.createRange();
  range.setStart(element, 0);
  range.setEnd(node, offset);
  const before = node instanceof Text && offset < node.length;
  const text = element.textContent ?? "";
  return { block, text, offset: range.toString().length, before };
}
