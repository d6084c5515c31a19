/** Somebody at random who writes: types, deletes, pastes, and changes blocks as the editor's keys do. */
import { joinBackward, lift, setBlockType, toggleMark, wrapIn } from "@tiptap/pm/commands";
import { Fragment, type NodeType, Slice } from "@tiptap/pm/model";
import { liftListItem, sinkListItem, wrapInList } from "@tiptap/pm/schema-list";
import { type Command, TextSelection, type Transaction } from "@tiptap/pm/state";
import { canSplit } from "@tiptap/pm/transform";
import { undoMine } from "@/client/collab/undo";
import { schema } from "@/collab/schema/schema";
import type { HeadlessEditor } from "./headless-editor";
import { partsIn, position, type Trace, tokensIn } from "./tokens";

export interface Writer {
  readonly name: string;
  readonly random: () => number;
  readonly trace: Trace;
}

type Edit = (editor: HeadlessEditor, writer: Writer) => string;

/** What is done, and how often, out of a hundred. */
const edits: readonly (readonly [number, Edit])[] = [
  [44, type],
  [14, remove],
  [6, split],
  [6, mark],
  [6, wrap],
  [6, list],
  [5, liftOut],
  [3, heading],
  [5, paste],
  [5, takeBack],
];

/** One random edit. Returns what was done, for the trace. */
export function edit(editor: HeadlessEditor, writer: Writer): string {
  let roll = writer.random() * 100;
  for (const [share, one] of edits) {
    if (roll < share) return one(editor, writer);
    roll -= share;
  }
  return "rests";
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
  const { bold } = schema.marks;
  if (bold) run(editor, [a, b], toggleMark(bold));
  return `toggles bold ${a} ${b}`;
}

function wrap(editor: HeadlessEditor, { random }: Writer): string {
  const at = position(editor.state.doc, random);
  if (editor.state.doc.resolve(at).depth < 6) run(editor, [at], wrapIn(nodeType("blockquote")));
  return `wraps at ${at}`;
}

function list(editor: HeadlessEditor, { random }: Writer): string {
  const { doc } = editor.state;
  const [a, b] = [position(doc, random), position(doc, random)];
  const name = pick(["bulletList", "orderedList", "taskList"], random);
  if (doc.resolve(a).depth > 5 || doc.resolve(b).depth > 5) return "nests no deeper";
  run(editor, random() < 0.5 ? [a] : [a, b], wrapInList(nodeType(name)));
  return `makes a ${name} of ${a} to ${b}`;
}

function liftOut(editor: HeadlessEditor, { random }: Writer): string {
  const at = position(editor.state.doc, random);
  const item = nodeType(pick(["listItem", "taskItem"], random));
  const [name, command] = pick<readonly [string, Command]>(
    [
      ["lifts", lift],
      ["lifts an item", liftListItem(item)],
      ["sinks an item", sinkListItem(item)],
      ["joins backward", joinBackward],
    ],
    random,
  );
  if (editor.state.doc.resolve(at).depth < 7) run(editor, [at], command);
  return `${name} at ${at}`;
}

function heading(editor: HeadlessEditor, { random }: Writer): string {
  const at = position(editor.state.doc, random);
  const level = 1 + Math.floor(random() * 4);
  run(editor, [at], setBlockType(nodeType("heading"), { level }));
  return `makes a heading at ${at}`;
}

/** Two paragraphs, open at both ends, as they come from another document. */
function paste(editor: HeadlessEditor, { name, random, trace }: Writer): string {
  const at = position(editor.state.doc, random);
  const paragraphs = [0, 1].map(() => {
    const token = `⟦${name}:${trace.typed.size}⟧`;
    trace.typed.add(token);
    return nodeType("paragraph").create(null, schema.text(token));
  });
  const tr = editor.state.tr.replace(at, at, new Slice(Fragment.from(paragraphs), 1, 1));
  editor.dispatch(tr);
  return `pastes ${paragraphs.map(({ textContent }) => textContent).join(" and ")} at ${at}`;
}

function takeBack(editor: HeadlessEditor, { name, trace }: Writer): string {
  // What exactly is undone is another test's question; here it only must not hurt the others.
  for (const token of trace.typed) if (token.startsWith(`⟦${name}:`)) trace.deleted.add(token);
  undoMine(editor.state, (tr) => editor.dispatch(tr));
  return "undoes";
}

/** Runs a command with a selection of its own: the editor's caret stays where it is. */
function run(editor: HeadlessEditor, places: readonly number[], command: Command): void {
  const { state } = editor;
  const selection = TextSelection.create(state.doc, Math.min(...places), Math.max(...places));
  const selected = state.apply(state.tr.setSelection(selection));
  command(selected, ({ steps }: Transaction) => {
    const tr = state.tr;
    for (const step of steps) tr.step(step);
    editor.dispatch(tr);
  });
}

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)] as T;
}

function nodeType(name: string): NodeType {
  const type = schema.nodes[name];
  if (!type) throw new Error(`The schema has no ${name}.`);
  return type;
}
