/** Who set each mark and attribute last, place by place: step maps know nothing of them. */
import {
  AddMarkStep,
  AddNodeMarkStep,
  AttrStep,
  RemoveMarkStep,
  RemoveNodeMarkStep,
  type Step,
} from "@tiptap/pm/transform";
import type { Made } from "./logged-change";
import { Spans } from "./spans";

/** By the name of a mark or an attribute. */
type Setters = ReadonlyMap<string, Made>;

/** Whoever put something in also set all that it came with. */
const everything = "";

export interface SetBy {
  readonly from: number;
  readonly to: number;
  /** Undefined when it was like that before the first step that was followed. */
  by(name: string): Made | undefined;
}

export class Formatters {
  readonly #spans: Spans<Setters>;

  constructor(size: number) {
    this.#spans = new Spans<Setters>([{ length: size, data: new Map() }], (a, b) =>
      isSame(a, b) ? a : undefined,
    );
  }

  follow(step: Step, made: Made): void {
    this.#spans.follow(step.getMap(), (from, to) => [
      { length: to - from, data: new Map([[everything, made]]) },
    ]);
    for (const { from, to, name } of settingsOf(step)) {
      const now = this.#spans.between(from, to).map(({ length, data }) => {
        return { length, data: new Map(data).set(name, made) };
      });
      this.#spans.replace(from, to, now);
    }
  }

  between(from: number, to: number): readonly SetBy[] {
    let start = from;
    return this.#spans.between(from, to).map(({ length, data }) => {
      const by = (name: string) => data.get(name) ?? data.get(everything);
      const piece = { from: start, to: start + length, by };
      start += length;
      return piece;
    });
  }
}

interface Setting {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** A step that sets marks or attributes moves nothing: its positions are those after it, too. */
function settingsOf(step: Step): readonly Setting[] {
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
    return [{ from: step.from, to: step.to, name: step.mark.type.name }];
  }
  if (step instanceof AddNodeMarkStep || step instanceof RemoveNodeMarkStep) {
    return [{ from: step.pos, to: step.pos + 1, name: step.mark.type.name }];
  }
  if (step instanceof AttrStep) {
    return [{ from: step.pos, to: step.pos + 1, name: step.attr }];
  }
  const several: unknown = Reflect.get(step, "steps");
  return Array.isArray(several) ? several.flatMap(settingsOf) : [];
}

function isSame(a: Setters, b: Setters): boolean {
  return a.size === b.size && [...a].every(([name, made]) => b.get(name) === made);
}
