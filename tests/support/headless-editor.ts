/** An editor without a browser: a state, its plugins, and somebody at random who writes in it. */
import { toggleMark, wrapIn } from "@tiptap/pm/commands";
import { history, undo } from "@tiptap/pm/history";
import { Node, type ResolvedPos } from "@tiptap/pm/model";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { canSplit } from "@tiptap/pm/transform";
import { collabPlugin } from "@/client/collab/collab-plugin";
import type { EditorPort } from "@/client/session/ports";
import { schema } from "@/collab/schema/schema";

export class HeadlessEditor implements EditorPort {
  state: EditorState;
  composing = false;
  /** Is told of every transaction, as a view's plugins would be. */
  onTransaction: (tr: Transaction) => void = () => {};

  constructor(doc: unknown, version: number) {
    this.state = EditorState.create({
      doc: Node.fromJSON(schema, doc),
      plugins: [collabPlugin(version), history({ newGroupDelay: 0 })],
    });
  }

  flush(): void {}

  dispatch(tr: Transaction): void {
    this.state = this.state.apply(tr);
    this.onTransaction(tr);
  }
}

/** Unique text, so that what was typed can be found again, once. */
export const tokenPattern = /⟦[\w-]+:\d+⟧/g;

export interface Trace {
  readonly typed: Set<string>;
  /** Tokens which somebody deleted, or took back: they may be gone. */
  readonly deleted: Set<string>;
}

export interface Writer {
  readonly name: string;
  readonly random: () => number;
  readonly trace: Trace;
}

/** One random edit. Returns what was done, for the trace. */
export function edit(editor: HeadlessEditor, writer: Writer): string {
  const roll = writer.random();
  if (roll < 0.55) return type(editor, writer);
  if (roll < 0.7) return remove(editor, writer);
  if (roll < 0.78) return split(editor, writer);
  if (roll < 0.86) return mark(editor, writer);
  if (roll < 0.92) return wrap(editor, writer);
  return takeBack(editor, writer);
}

function type(editor: HeadlessEditor, { name, random, trace }: Writer): string {
  const token = `⟦${name}:${trace.typed.size}⟧`;
  const { doc } = editor.state;
  trace.typed.add(token);
  const at = position(doc, random);
  // Half of it letter by letter, as people type, half at once, as they paste.
  if (random() < 0.5) {
    for (const [index, letter] of [...token].entries()) {
      editor.dispatch(editor.state.tr.insertText(letter, at + index));
    }
  } else {
    editor.dispatch(editor.state.tr.insertText(token, at));
  }
  return `types ${token} at ${at}`;
}

function remove(editor: HeadlessEditor, { random, trace }: Writer): string {
  const { doc } = editor.state;
  const a = position(doc, random);
  const b = random() < 0.7 ? Math.min(a + 30, position(doc, random)) : position(doc, random);
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  const text = doc.textBetween(from, to, "\n");
  // Half a token belongs to somebody who is still typing; whose it is can't be told.
  if (partsIn(text).some(([part]) => !part.endsWith("⟧"))) return "deletes nothing";
  for (const token of tokensIn(doc, from, to)) trace.deleted.add(token);
  editor.dispatch(editor.state.tr.delete(from, to));
  return `deletes ${from} to ${to}`;
}

function split(editor: HeadlessEditor, { random }: Writer): string {
  const at = position(editor.state.doc, random);
  if (canSplit(editor.state.doc, at)) editor.dispatch(editor.state.tr.split(at));
  return `splits at ${at}`;
}

function mark(editor: HeadlessEditor, { random }: Writer): string {
  const { doc } = editor.state;
  const [a, b] = [position(doc, random), position(doc, random)];
  const selection = TextSelection.create(doc, Math.min(a, b), Math.max(a, b));
  const state = editor.state.apply(editor.state.tr.setSelection(selection));
  const bold = schema.marks.bold;
  if (bold) toggleMark(bold)(state, (tr) => editor.dispatch(reselect(editor, tr)));
  return `toggles bold ${a} ${b}`;
}

function wrap(editor: HeadlessEditor, { random }: Writer): string {
  const { doc } = editor.state;
  const at = position(doc, random);
  const state = editor.state.apply(editor.state.tr.setSelection(TextSelection.create(doc, at)));
  const quote = schema.nodes.blockquote;
  if (quote && doc.resolve(at).depth < 6) {
    wrapIn(quote)(state, (tr) => editor.dispatch(reselect(editor, tr)));
  }
  return `wraps at ${at}`;
}

function takeBack(editor: HeadlessEditor, { name, trace }: Writer): string {
  // What exactly is undone is another test's question; here it only must not hurt the others.
  for (const token of trace.typed) if (token.startsWith(`⟦${name}:`)) trace.deleted.add(token);
  undo(editor.state, (tr) => editor.dispatch(tr));
  return "undoes";
}

/** The same steps on the editor's own state, without the borrowed selection. */
function reselect(editor: HeadlessEditor, { steps }: Transaction): Transaction {
  const tr = editor.state.tr;
  for (const step of steps) tr.step(step);
  return tr;
}

/** A random place for a caret that is not inside anybody's token. */
function position(doc: Node, random: () => number): number {
  const places: number[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    for (const offset of freeOffsets(node)) places.push(pos + 1 + offset);
    return false;
  });
  return places[Math.floor(random() * places.length)] ?? 1;
}

function freeOffsets(textblock: Node): number[] {
  const text = textblock.textBetween(0, textblock.content.size, "", "￼");
  const inside = new Set<number>();
  for (const [part, index] of partsIn(text)) {
    for (let i = 1; i < part.length; i++) inside.add(index + i);
    if (!part.endsWith("⟧")) inside.add(index + part.length);
  }
  return Array.from({ length: text.length + 1 }, (_, i) => i).filter((i) => !inside.has(i));
}

/** Tokens, whole or still being typed, with where they begin. */
function partsIn(text: string): (readonly [string, number])[] {
  return [...text.matchAll(/⟦[\w:-]*⟧?/g)].map((match) => [match[0], match.index] as const);
}

function tokensIn(doc: Node, from: number, to: number): string[] {
  const widen = ($pos: ResolvedPos) => [$pos.start(), $pos.end()] as const;
  const start = widen(doc.resolve(from))[0];
  const end = widen(doc.resolve(to))[1];
  const text = doc.textBetween(start, end, "\n");
  const kept = `${doc.textBetween(start, from, "\n")} ${doc.textBetween(to, end, "\n")}`;
  const left = new Set(kept.match(tokenPattern) ?? []);
  return (text.match(tokenPattern) ?? []).filter((token) => !left.has(token));
}
