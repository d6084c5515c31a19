/**
 * How people write, as a list of edits that any engine can replay: bursts of letters at a place,
 * a slip taken back now and then, Enter at the end of a paragraph, then on elsewhere. Every letter is
 * an edit of its own, which is the dearest way to keep it.
 */
import { seededRandom } from "@/server/actors/random";

export type Edit =
  | { readonly kind: "insert"; readonly paragraph: number; readonly offset: number; text: string }
  | { readonly kind: "delete"; readonly paragraph: number; readonly offset: number }
  /** An empty paragraph after this one. */
  | { readonly kind: "split"; readonly paragraph: number }
  /** This paragraph to the end of the one before. */
  | { readonly kind: "join"; readonly paragraph: number };

export interface TimedEdit {
  readonly edit: Edit;
  readonly author: number;
  /** Milliseconds since the first. */
  readonly at: number;
}

const words =
  "the of and to in is that it was for on are as with they at be this from have or by one had not but what all were when we there can an your which their said if do will each about how up out them then she many some so these would other into has more her two like him see time could no make than first been its who now people my made over did down only way find use may water long little very after called just where most know";
const vocabulary = words.split(" ");
const authors = 3;
const fullParagraph = 400;

/** From `mostLetters` on as much is deleted as is written: a long history of a document that stays. */
export function* typing(
  edits: number,
  { seed = 1, mostLetters = Number.POSITIVE_INFINITY } = {},
): Generator<TimedEdit> {
  const next = seededRandom(seed);
  const lengths = [0];
  let [made, at, letters] = [0, 0, 0];
  while (made < edits) {
    const author = Math.floor(next() * authors);
    let paragraph = Math.floor(next() * lengths.length);
    let offset = Math.floor(next() * ((lengths[paragraph] ?? 0) + 1));
    if (next() < 0.7) [paragraph, offset] = [lengths.length - 1, lengths.at(-1) ?? 0];
    const shortens = letters > mostLetters;
    const work = shortens ? deletion(lengths, next) : burst(lengths, paragraph, offset, next);
    for (const edit of work) {
      if (made === edits) return;
      at += 60 + Math.floor(next() * 200);
      made += 1;
      if (edit.kind === "insert") letters += 1;
      if (edit.kind === "delete") letters -= 1;
      yield { edit, author, at };
    }
    at += Math.floor(next() * next() * 60_000);
  }
}

/** A stretch of some paragraph goes, as by Backspace; what is left of it may join the one before. */
function* deletion(lengths: number[], next: () => number) {
  const paragraph = Math.floor(next() * lengths.length);
  let offset = Math.floor(next() * ((lengths[paragraph] ?? 0) + 1));
  for (let left = 20 + Math.floor(next() * 100); left > 0 && offset > 0; left--) {
    offset -= 1;
    lengths[paragraph] = (lengths[paragraph] ?? 0) - 1;
    yield { kind: "delete", paragraph, offset } as const;
  }
  const both = (lengths[paragraph - 1] ?? fullParagraph) + (lengths[paragraph] ?? 0);
  if (both >= fullParagraph) return;
  yield { kind: "join", paragraph } as const;
  lengths.splice(paragraph - 1, 2, both);
}

function* burst(lengths: number[], where: number, start: number, next: () => number) {
  let [paragraph, offset] = [where, start];
  const many = 3 + Math.floor(next() * 20);
  for (let word = 0; word < many; word++) {
    const letters = `${vocabulary[Math.floor(next() * vocabulary.length)] ?? "word"} `;
    for (const text of letters) {
      yield { kind: "insert", paragraph, offset, text } as const;
      lengths[paragraph] = (lengths[paragraph] ?? 0) + 1;
      offset += 1;
      if (next() < 0.06) {
        offset -= 1;
        lengths[paragraph] = (lengths[paragraph] ?? 0) - 1;
        yield { kind: "delete", paragraph, offset } as const;
      }
    }
    if ((lengths[paragraph] ?? 0) < fullParagraph) continue;
    yield { kind: "split", paragraph } as const;
    paragraph += 1;
    lengths.splice(paragraph, 0, 0);
    offset = 0;
  }
}
