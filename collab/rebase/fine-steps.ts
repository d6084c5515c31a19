/**
 * Steps that replace only the letters and edges of blocks which differ between two runs of blocks, so
 * that words which stay keep their authors, and the carets and the work of others that are in them.
 */
import type { Fragment, Node } from "@tiptap/pm/model";
import { ReplaceStep, type Step } from "@tiptap/pm/transform";
import { type Differing, differingRuns } from "./differing-runs";
import type { Range } from "./ranges";

/** A quarter of a million letters take a tenth of a second; more than that is not looked at closely. */
const longest = 250_000;

/** Steps that make `range` of `doc` what `wanted` of `to` is; undefined when they can't be told. */
export function fineSteps(
  doc: Node,
  range: Range,
  to: Node,
  wanted: Range,
): readonly Step[] | undefined {
  if (Math.max(range.to - range.from, wanted.to - wanted.from) > longest) return undefined;
  const kinds = new Map<string, number>();
  const old = tokensOf(doc.slice(range.from, range.to).content, range.from, kinds);
  const now = tokensOf(to.slice(wanted.from, wanted.to).content, wanted.from, kinds);
  // From the end, so that earlier positions stay what they are.
  return separable(differingRuns(old.ids, now.ids), old, now)
    .toReversed()
    .map(({ fromA, toA, fromB, toB }) => {
      const slice = to.slice(now.places[fromB] ?? 0, now.places[toB]);
      return new ReplaceStep(old.places[fromA] ?? 0, old.places[toA] ?? 0, slice);
    });
}

/** Runs between which one may cut: there, the rest of the new lies as deep as that of the old did. */
function separable(runs: readonly Differing[], old: Tokens, now: Tokens): readonly Differing[] {
  const found: Differing[] = [];
  for (const run of runs) {
    const last = found.at(-1);
    if (!last || old.depths[run.fromA] === now.depths[run.fromB]) found.push(run);
    else found[found.length - 1] = { ...last, toA: run.toA, toB: run.toB };
  }
  return found;
}

/** What content is made of, as numbers that are equal where it is, with the place and depth of each. */
interface Tokens {
  readonly ids: number[];
  readonly places: number[];
  readonly depths: number[];
}

/** Above every code point. */
const pastLetters = 0x110000;

function tokensOf(content: Fragment, start: number, kinds: Map<string, number>): Tokens {
  const tokens: Tokens = { ids: [], places: [], depths: [] };
  let place = start;
  let depth = 0;
  const kindOf = (text: string) => {
    const kind = kinds.get(text) ?? kinds.size + 1;
    kinds.set(text, kind);
    return kind;
  };
  const add = (id: number, length: number) => {
    tokens.ids.push(id);
    tokens.places.push(place);
    tokens.depths.push(depth);
    place += length;
  };
  const walk = (fragment: Fragment) => {
    fragment.forEach(({ type, attrs, marks, text, content, isLeaf }) => {
      const look = JSON.stringify(marks);
      if (text !== undefined) {
        const kind = kindOf(look) * pastLetters;
        // By code points: a character that takes two places is never cut.
        for (const letter of text) add(kind + (letter.codePointAt(0) ?? 0), letter.length);
        return;
      }
      add(-kindOf(`${type.name}${JSON.stringify(attrs)}${look}`), 1);
      if (isLeaf) return;
      depth++;
      walk(content);
      add(0, 1);
      depth--;
    });
  };
  walk(content);
  tokens.places.push(place);
  tokens.depths.push(depth);
  return tokens;
}
