/** The stored text as the server painted it, readable before anything else has loaded. */
import { type RefObject, useLayoutEffect, useRef } from "react";

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

interface Props {
  /** Made by the server with everything in it escaped: see collab/content/html. */
  readonly html: string;
  /** Is told what was selected when the text is taken away. */
  readonly chosen: RefObject<Chosen | undefined>;
}

export function FirstPaint({ html, chosen }: Props) {
  const paper = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const painted = paper.current;
    return () => {
      const now = painted && chosenIn(painted);
      if (now) chosen.current = now;
    };
  }, [chosen]);
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the server escaped all of it
    <div ref={paper} className="prose min-h-[60dvh]" dangerouslySetInnerHTML={{ __html: html }} />
  );
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
