/** Deleted content drawn where it stood: struck through, in the colour of whoever deleted it. */
import { Fragment, type Node } from "@tiptap/pm/model";
import type { Passage } from "@/collab/history/differences";
import type { Made } from "@/collab/history/logged-change";
import type { GonePiece } from "./gone-pieces";
import { goneSerializer } from "./gone-signs";

export interface GoneLook {
  /** The block that holds the place, in the newer document. */
  readonly parent: Node;
  /** The block that held a piece, in the older one. */
  holderOf(piece: GonePiece): Node;
  readonly deleted: readonly Passage[];
  /** Attributes of what `made` deleted. */
  attributesOf(made: Made | undefined): Readonly<Record<string, string>>;
}

/** All pieces, in a line of text. */
export function drawGoneInLine(pieces: readonly GonePiece[], look: GoneLook): HTMLElement {
  const all = document.createElement("span");
  for (const piece of pieces) {
    all.append(drawWords(piece, look));
    if (piece.breakAfter) {
      const sign = element("del", look.attributesOf(madeAt(look.deleted, piece.to)), "gone-break");
      sign.textContent = "¶";
      all.append(sign);
    }
  }
  return all;
}

/** The words of a piece, by who deleted them; what is no text as a box of its own. */
function drawWords(piece: GonePiece, look: GoneLook): DocumentFragment {
  const drawn = document.createDocumentFragment();
  const { block, words, from } = piece;
  if (block && !block.isTextblock) {
    if (isMoreThanText(block)) {
      const box = element("del", look.attributesOf(madeAt(look.deleted, from)), "gone gone-box");
      box.append(drawNode(block));
      drawn.append(box);
      return drawn;
    }
    block.descendants((node, position) => {
      if (!node.isTextblock) return true;
      if (drawn.hasChildNodes()) drawn.append(" ");
      drawText(drawn, node.content, from + position + 2, look);
      return false;
    });
    return drawn;
  }
  drawText(drawn, words, block ? from + 1 : from, look);
  return drawn;
}

function drawText(drawn: DocumentFragment, words: Fragment, start: number, look: GoneLook): void {
  for (const part of cutBy(look.deleted, start, start + words.size)) {
    const del = element("del", look.attributesOf(part.by), "gone");
    del.append(drawFragment(words.cut(part.from - start, part.to - start)));
    drawn.append(del);
  }
}

/** Tables, images and the like, which words alone would not tell of. */
function isMoreThanText(block: Node): boolean {
  let found = block.type.name === "table" || (block.isAtom && !block.isText);
  block.descendants((node) => {
    found ||= node.type.name === "table" || (node.isBlock && node.isAtom);
    return !found;
  });
  return found;
}

/** One piece, between blocks. */
export function drawGoneBlock(piece: GonePiece, look: GoneLook): HTMLElement {
  const made = look.attributesOf(madeAt(look.deleted, piece.from));
  const { block } = piece;
  const name = look.parent.type.name;
  if (!block) {
    const line = element(name.endsWith("List") ? "li" : "p", {}, "gone-line");
    line.append(drawWords(piece, look));
    return line;
  }
  const isList = name.endsWith("List");
  const isItem = block.type.name === "listItem" || block.type.name === "taskItem";
  const isRow = block.type.name === "tableRow";
  const isCell = block.type.name === "tableCell" || block.type.name === "tableHeader";
  if ((isItem && isList) || (isRow && name === "table") || (isCell && name === "tableRow")) {
    return whole(drawNode(block), made);
  }
  // An item is nothing without its list, nor a row without its table.
  const alone = isItem || isRow ? look.holderOf(piece).copy(Fragment.from(block)) : block;
  const del = element("del", made, "gone-block");
  del.append(drawNode(alone));
  return isList ? wrapped("li", del) : del;
}

function whole(dom: HTMLElement, made: Readonly<Record<string, string>>): HTMLElement {
  for (const [name, value] of Object.entries(made)) dom.setAttribute(name, value);
  dom.classList.add("gone-block");
  return dom;
}

function wrapped(name: string, dom: HTMLElement): HTMLElement {
  const outer = document.createElement(name);
  outer.append(dom);
  return outer;
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  className: string,
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.className = className;
  return made;
}

function drawNode(node: Node): HTMLElement {
  const dom = goneSerializer.serializeNode(node);
  const box = dom instanceof HTMLElement ? dom : document.createElement("span");
  inert(box);
  return box;
}

function drawFragment(words: Fragment): DocumentFragment | HTMLElement {
  const drawn = goneSerializer.serializeFragment(words);
  inert(drawn);
  return drawn;
}

/** What is gone is looked at: nothing in it takes the focus. */
function inert(drawn: ParentNode): void {
  for (const control of drawn.querySelectorAll("a, input, button, summary")) {
    control.removeAttribute("href");
    control.setAttribute("tabindex", "-1");
    if (control instanceof HTMLInputElement) control.disabled = true;
  }
}

function madeAt(deleted: readonly Passage[], position: number): Made | undefined {
  const found = deleted.find(({ from, to }) => from <= position && position < to);
  return (found ?? deleted.at(-1))?.by;
}

/** A range cut where another began to delete. */
function cutBy(deleted: readonly Passage[], from: number, to: number) {
  return deleted
    .map((part) => ({ from: Math.max(from, part.from), to: Math.min(to, part.to), by: part.by }))
    .filter((part) => part.to > part.from);
}
