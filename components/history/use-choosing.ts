"use client";
/** Blocks of the shown version, chosen one by one, to be restored or copied. */
import type { Node } from "@tiptap/pm/model";
import { Decoration } from "@tiptap/pm/view";
import { useMemo, useState } from "react";
import type { Shown } from "./use-shown";

interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Choosing {
  readonly active: boolean;
  /** In the order of the document. */
  readonly blocks: readonly Range[];
  readonly decorations: readonly Decoration[];
  begin(): void;
  end(): void;
}

interface Chosen {
  readonly doc: Node;
  readonly starts: ReadonlySet<number>;
}

const none: readonly Decoration[] = [];

export function useChoosing(shown: Shown | undefined): Choosing {
  const [chosen, setChosen] = useState<Chosen>();
  // Another version has other blocks: nothing of it is chosen.
  const active = chosen !== undefined;
  const starts = chosen && chosen.doc === shown?.doc ? chosen.starts : undefined;
  const doc = active ? shown?.doc : undefined;
  const { blocks, decorations } = useMemo(() => {
    if (!doc) return { blocks: [], decorations: none };
    const toggle = (start: number) => setChosen((now) => toggled(now, doc, start));
    return offered(doc, starts ?? new Set(), toggle);
  }, [doc, starts]);
  return {
    ...{ active, blocks, decorations },
    begin: () => shown && setChosen({ doc: shown.doc, starts: new Set() }),
    end: () => setChosen(undefined),
  };
}

function toggled(now: Chosen | undefined, doc: Node, start: number): Chosen {
  const starts = new Set(now?.doc === doc ? now.starts : []);
  if (!starts.delete(start)) starts.add(start);
  return { doc, starts };
}

/** A box to tick beside each block of the top level. */
function offered(doc: Node, chosen: ReadonlySet<number>, toggle: (start: number) => void) {
  const blocks: Range[] = [];
  const decorations: Decoration[] = [];
  doc.forEach((block, from, index) => {
    const to = from + block.nodeSize;
    const ticked = chosen.has(from);
    if (ticked) blocks.push({ from, to });
    const draw = () => drawBox(block, index, ticked, () => toggle(from));
    const key = `choice ${from} ${ticked}`;
    decorations.push(Decoration.widget(from, draw, { side: -2, key, stopEvent: () => true }));
    const name = ticked ? "offered-block chosen-block" : "offered-block";
    decorations.push(Decoration.node(from, to, { class: name }));
  });
  return { blocks, decorations };
}

function drawBox(block: Node, index: number, ticked: boolean, onToggle: () => void): HTMLElement {
  const place = document.createElement("div");
  place.className = "block-choice";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = ticked;
  const words = block.textContent.trim().slice(0, 40).toWellFormed();
  box.ariaLabel = `Block ${index + 1}${words ? `: ${words}` : ""}`;
  box.addEventListener("change", () => {
    onToggle();
    // Ticked boxes are drawn anew: the keyboard stays where it was.
    requestAnimationFrame(() => {
      const boxes = document.querySelectorAll<HTMLInputElement>(".block-choice input");
      boxes[index]?.focus();
    });
  });
  place.append(box);
  return place;
}
