/** Deleted content drawn where it stood: struck through, in the colour of whoever deleted it. */
import { DOMSerializer, Fragment, type Node } from "@tiptap/pm/model";
import type { Passage } from "@/collab/history/differences";
import type { Made } from "@/collab/history/logged-change";
import { schema } from "@/collab/schema/schema";
import type { GonePiece } from "./gone-pieces";

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

/** The words of a piece, and of blocks within it a line each, by who deleted them. */
function drawWords(piece: GonePiece, look: GoneLook): DocumentFragment {
  const drawn = document.createDocumentFragment();
  const { block, words, from } = piece;
  if (block && !block.isTextblock) {
    const box = element("del", look.attributesOf(madeAt(look.deleted, from)), "gone gone-box");
    box.append(drawNode(block));
    drawn.append(box);
    return drawn;
  }
  const start = block ? from + 1 : from;
  for (const part of cutBy(look.deleted, start, start + words.size)) {
    const del = element("del", look.attributesOf(part.by), "gone");
    del.append(drawFragment(words.cut(part.from - start, part.to - start)));
    drawn.append(del);
  }
  return drawn;
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
  if (block.type.name === "tableRow" && name === "table") return whole(drawNode(block), made);
  if (block.type.name.startsWith("table") && name === "tableRow")
    return whole(drawNode(block), made);
  const holder = look.holderOf(piece);
  const isItem = block.type.name === "listItem" || block.type.name === "taskItem";
  // An item is nothing without its list.
  const alone = isItem && !name.endsWith("List") ? holder.copy(Fragment.from(block)) : block;
  const dom = whole(drawNode(alone), made);
  if (!isItem && name.endsWith("List")) return wrapped("li", dom);
  return dom;
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

const serializer = DOMSerializer.fromSchema(schema);

function drawNode(node: Node): HTMLElement {
  const dom = serializer.serializeNode(node);
  const box = dom instanceof HTMLElement ? dom : document.createElement("span");
  inert(box);
  return box;
}

function drawFragment(words: Fragment): DocumentFragment | HTMLElement {
  const drawn = serializer.serializeFragment(words);
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
