/** Random changes for property tests: what an editor can do to a document, in a few numbers. */
import { lift, setBlockType, toggleMark, wrapIn } from "@tiptap/pm/commands";
import type { Node } from "@tiptap/pm/model";
import { liftListItem, sinkListItem, wrapInList } from "@tiptap/pm/schema-list";
import { type Command, EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  mergeCells,
} from "@tiptap/pm/tables";
import { canJoin, canSplit, type Step } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { schema } from "../schema/schema";

/** One edit; positions are taken modulo what the document has. */
export interface Edit {
  readonly kind: Kind;
  readonly at: number;
  readonly length: number;
}

const kinds = [
  "type",
  "delete",
  "split",
  "join",
  "wrap",
  "lift",
  "mark",
  "list",
  "sink",
  "liftItem",
  "block",
  "replace",
  "table",
  "attribute",
  "nodes",
] as const;
type Kind = (typeof kinds)[number];

export const arbitraryEdits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom<Kind>("type", "delete") },
      { weight: 6, arbitrary: fc.constantFrom(...kinds) },
    ),
    at: fc.nat(400),
    length: fc.nat(40),
  }),
  { minLength: 1, maxLength: 6 },
);

export interface Edited {
  readonly doc: Node;
  readonly steps: readonly Step[];
  /** What each typing inserted: a character found nowhere else. */
  readonly tokens: readonly string[];
}

/** Does `edits` to `doc`, one after the other; what does not fit is left out. */
export function applyEdits(doc: Node, edits: readonly Edit[], author: string): Edited {
  let now = doc;
  const steps: Step[] = [];
  const tokens: string[] = [];
  for (const [index, edit] of edits.entries()) {
    // One character, in which nobody else's typing can land.
    const token = String.fromCodePoint(0xe000 + 16 * author.charCodeAt(0) + index);
    const tr = transaction(now, edit, token);
    if (!tr || !isValid(tr.doc) || cutsCharacter(tr)) continue;
    if (tr.docChanged && tr.doc.textContent.includes(token)) tokens.push(token);
    steps.push(...tr.steps);
    now = tr.doc;
  }
  return { doc: now, steps, tokens };
}

/** An editor's own plugins would refuse what its commands do wrong at odd places; so do we. */
function isValid(doc: Node): boolean {
  let whole = true;
  doc.descendants((node) => {
    whole &&= node.text?.isWellFormed() ?? true;
  });
  try {
    doc.check();
    return whole;
  } catch {
    return false;
  }
}

/** What is put in, or taken out, begins or ends within a pair: JSON writes half of one as its number. */
function cutsCharacter({ steps, docs }: Transaction): boolean {
  return steps.some((step, index) => {
    const inverse = docs[index] && step.invert(docs[index]);
    return /\\ud[89a-f]/.test(JSON.stringify([step, inverse]));
  });
}

function transaction(doc: Node, edit: Edit, token: string): Transaction | undefined {
  const size = doc.content.size;
  const from = edit.at % (size + 1);
  const to = Math.min(size, from + edit.length);
  const selection = TextSelection.between(doc.resolve(from), doc.resolve(to));
  const state = EditorState.create({ doc, selection });
  try {
    const command = commandOf(edit);
    if (!command) return direct(state, edit, from, to, token);
    let done: Transaction | undefined;
    command(state, (tr) => {
      done = tr;
    });
    return done;
  } catch (error) {
    const misfit = error instanceof Error && /^(RangeError|TransformError)$/.test(error.name);
    if (misfit) return undefined;
    throw error;
  }
}

function direct(
  { tr, selection, doc }: EditorState,
  { kind, length }: Edit,
  from: number,
  to: number,
  token: string,
): Transaction | undefined {
  switch (kind) {
    case "type":
      return tr.insertText(token, selection.from, selection.from);
    case "delete":
      return tr.delete(from, to);
    case "split":
      return canSplit(doc, selection.from) ? tr.split(selection.from) : undefined;
    case "join":
      return canJoin(doc, from) ? tr.join(from) : undefined;
    case "replace":
      return tr.replaceRange(from, to, doc.slice(length % (doc.content.size + 1)));
    case "nodes": {
      const rule = schema.nodes.horizontalRule?.create();
      return rule && tr.replaceRangeWith(from, from, rule);
    }
    case "attribute": {
      const { parent } = selection.$from;
      if (!("textAlign" in parent.attrs)) return undefined;
      return tr.setNodeAttribute(selection.$from.before(), "textAlign", "center");
    }
    default:
      return undefined;
  }
}

function commandOf({ kind, length }: Edit): Command | undefined {
  const { nodes, marks } = schema;
  const { blockquote, heading, codeBlock, paragraph, bulletList, taskList, listItem } = nodes;
  if (!blockquote || !heading || !codeBlock || !paragraph || !listItem) return undefined;
  switch (kind) {
    case "wrap":
      return wrapIn(blockquote);
    case "lift":
      return lift;
    case "mark": {
      const type = [marks.bold, marks.code, marks.link][length % 3];
      return type && toggleMark(type, type === marks.link ? { href: "/d/1" } : null);
    }
    case "list": {
      const type = length % 2 ? bulletList : taskList;
      return type && wrapInList(type);
    }
    case "sink":
      return sinkListItem(listItem);
    case "liftItem":
      return liftListItem(listItem);
    case "block": {
      if (length % 3 === 0) return setBlockType(heading, { level: 2 });
      return setBlockType(length % 3 === 1 ? codeBlock : paragraph);
    }
    case "table":
      return [addColumnAfter, addRowAfter, deleteColumn, deleteRow, mergeCells][length % 5];
    default:
      return undefined;
  }
}
