/**
 * The steps of a pack's changes, in columns: typing and deleting, which is nearly all there is, as
 * places and lengths with the text in one piece; everything else as its JSON.
 */
import { z } from "zod";
import { fromRuns, toRuns } from "./columns";

const count = z.int();

export const stepColumnsSchema = z.strictObject({
  /** 0: typed or deleted text, 1: JSON; with how often. */
  kinds: z.array(z.tuple([z.literal([0, 1]), count])),
  /** Place of each edit, less where the one before it ended. */
  at: z.array(count),
  /** Positions deleted, and UTF-16 units inserted, with how often. */
  deleted: z.array(z.tuple([count, count])),
  inserted: z.array(z.tuple([count, count])),
  text: z.string(),
  json: z.array(z.string()),
});

export type StepColumns = z.infer<typeof stepColumnsSchema>;

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export function toStepColumns(changes: readonly string[]): StepColumns {
  const edits = changes.map(editOf);
  const columns = { at: [] as number[], text: "", json: [] as string[] };
  let last = 0;
  for (const [index, edit] of edits.entries()) {
    if (!edit) {
      columns.json.push(changes[index] ?? "");
      continue;
    }
    columns.at.push(edit.from - last);
    columns.text += edit.text;
    last = edit.from + edit.text.length;
  }
  const found = edits.filter((edit) => edit !== undefined);
  return {
    ...columns,
    kinds: toRuns(edits.map((edit) => (edit ? 0 : 1))),
    deleted: toRuns(found.map(({ from, to }) => to - from)),
    inserted: toRuns(found.map(({ text }) => text.length)),
  };
}

/** The JSON text of each change's steps, as it was. */
export function fromStepColumns(columns: StepColumns): string[] {
  const deleted = fromRuns(columns.deleted);
  const inserted = fromRuns(columns.inserted);
  let edits = 0;
  let others = 0;
  let last = 0;
  let taken = 0;
  return fromRuns(columns.kinds).map((kind) => {
    if (kind === 1) return columns.json[others++] ?? "";
    const from = last + (columns.at[edits] ?? 0);
    const length = inserted[edits] ?? 0;
    const text = columns.text.slice(taken, taken + length);
    const to = from + (deleted[edits] ?? 0);
    edits += 1;
    taken += length;
    last = from + length;
    return jsonOf({ from, to, text });
  });
}

/** The one edit of a change, if that is all it is, written just so. */
function editOf(steps: string): Edit | undefined {
  const found = /^\[\{"stepType":"replace","from":(\d{1,9}),"to":(\d{1,9})/.exec(steps);
  if (!found) return undefined;
  const text = /"type":"text","text":("(?:[^"\\]|\\.)*")\}\]\}\}\]$/.exec(steps)?.[1];
  const edit = {
    from: Number(found[1]),
    to: Number(found[2]),
    text: text === undefined ? "" : String(JSON.parse(text)),
  };
  // Half a character is no text that could be put together with others.
  return edit.text.isWellFormed() && jsonOf(edit) === steps ? edit : undefined;
}

function jsonOf({ from, to, text }: Edit): string {
  const step = { stepType: "replace", from, to };
  if (text === "") return JSON.stringify([step]);
  return JSON.stringify([{ ...step, slice: { content: [{ type: "text", text }] } }]);
}
