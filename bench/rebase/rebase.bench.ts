/** What a rebase costs after a long absence, and what checking only what was touched saves. */
import { type Node, Slice } from "@tiptap/pm/model";
import { ReplaceStep, type Step, StepMap } from "@tiptap/pm/transform";
import { checkTouched } from "@/collab/rebase/check-touched";
import { MapComposer } from "@/collab/rebase/compose-maps";
import { compressMaps } from "@/collab/rebase/compress-maps";
import { longMap } from "@/collab/rebase/long-map";
import { rebase } from "@/collab/rebase/rebase";
import { schema } from "@/collab/schema/schema";

function fastest(work: () => unknown, times: number): number {
  const durations = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...durations);
}

function report(name: string, ms: number, floor?: number): void {
  const ratio = floor === undefined ? "" : `  ${(ms / floor).toFixed(1)} x`;
  console.log(`${name.padEnd(58)} ${ms.toFixed(3).padStart(10)} ms${ratio}`);
}

function documentOf(paragraphs: number, words: string): Node {
  const paragraph = { type: "paragraph", content: [{ type: "text", text: words }] };
  return schema.nodeFromJSON({ type: "doc", content: Array(paragraphs).fill(paragraph) });
}

function insertion(at: number, text: string): Step {
  const { content } = schema.node("paragraph", null, schema.text(text));
  return new ReplaceStep(at, at, new Slice(content, 0, 0));
}

/** Somebody types runs of 60 letters, each elsewhere, into `doc`. */
function typing(doc: Node, count: number): { maps: StepMap[]; head: Node } {
  const maps: StepMap[] = [];
  let head = doc;
  const paragraph = doc.child(0).nodeSize;
  let grown = 0;
  for (let run = 0; maps.length < count; run++) {
    const letters = Math.min(60, count - maps.length);
    // Each run in a paragraph further on, so that what came before it is what it grew by.
    const at = 1 + grown + (run % doc.childCount) * paragraph;
    const start = run < doc.childCount ? at : 1;
    for (let i = 0; i < letters; i++) maps.push(insertion(start + i, "x").getMap());
    head = insertion(start, "x".repeat(letters)).apply(head).doc ?? head;
    grown += letters;
  }
  return { maps, head };
}

function rebasing(): void {
  const doc = documentOf(2000, "Twelve words of a paragraph which nobody has to read to the end.");
  const own = (count: number) =>
    Array.from({ length: count }, (_, i) => insertion(doc.content.size - 1 + i, "y"));
  const some = typing(doc, 10_000);
  const one = own(1);
  const raw = fastest(() => rebase(one, some.maps, some.head), 5);
  const compressed = compressMaps(some.maps);
  const short = fastest(() => rebase(one, compressed, some.head), 5);
  report("1 step over 10,000 maps, compressed", short);
  report("1 step over 10,000 maps, raw", raw, short);
  report(
    "compressing 10,000 maps",
    fastest(() => compressMaps(some.maps), 5),
    short,
  );
  const many = typing(doc, 100_000);
  const fewer = compressMaps(many.maps);
  const steps = own(2000);
  report(
    `2,000 steps over 100,000 maps (${fewer.length} compressed)`,
    fastest(() => rebase(steps, fewer, many.head), 1),
  );
}

/** Many people wrote here and there for a week; somebody comes back with a hundred steps. */
function afterAWeek(): void {
  const doc = documentOf(2000, "Twelve words of a paragraph which nobody has to read to the end.");
  const paragraph = doc.child(0).nodeSize;
  const changes = 100_000;
  const sizes = doc.content.content.map(() => paragraph);
  const maps: StepMap[] = [];
  const starts = Array.from({ length: 20 }, (_, person) => person * 100);
  for (let i = 0; i < changes; i++) {
    // Twenty people in turns, each a letter further on: nothing that could be merged as typing.
    const person = starts[i % 20] ?? 0;
    const block = person + (Math.floor(i / 2000) % 100);
    let at = 1;
    for (let b = 0; b < block; b++) at += sizes[b] ?? 0;
    maps.push(new StepMap([at + (Math.floor(i / 20) % 50), 0, 1]));
    sizes[block] = (sizes[block] ?? 0) + 1;
  }
  const blocks = sizes.map((size) => {
    const text = schema.text("x".repeat(size - 2));
    return schema.node("paragraph", null, text);
  });
  const head = schema.node("doc", null, blocks);
  const composer = new MapComposer();
  let slice = 0;
  for (let i = 0; i < maps.length; i += 500) {
    slice = Math.max(
      slice,
      fastest(() => composer.add(maps.slice(i, i + 500)), 1),
    );
  }
  report("a page of 500 maps put together, the longest of 200", slice);
  report(
    "the last of it, into one map",
    fastest(() => longMap(composer.stretches()), 1),
  );
  const one = longMap(composer.stretches());
  const steps = Array.from({ length: 100 }, (_, i) => insertion(5 + i * 20 * paragraph, "own"));
  report(
    "100 steps, here and there, over that map",
    fastest(() => rebase(steps, [one], head), 1),
  );
  const deletions = Array.from({ length: 100 }, (_, i) => {
    const at = 5 + i * 19 * paragraph;
    return new ReplaceStep(at, at + 20, Slice.empty);
  });
  report(
    "100 deletions, here and there, over that map",
    fastest(() => rebase(deletions, [one], head), 1),
  );
  report(
    "100 steps over the 100,000 maps, one by one",
    fastest(() => rebase(steps, maps, head), 1),
  );
}

function checking(): void {
  const doc = documentOf(
    10_000,
    "A line of about one hundred letters, as people write. ".repeat(2),
  );
  const step = insertion(500_001 - (500_001 % doc.child(0).nodeSize) + 5, "x");
  const after = step.apply(doc).doc ?? doc;
  const touched = fastest(() => checkTouched(step, after), 50);
  report(`touched only, ${doc.content.size} positions`, touched);
  report(
    "doc.check()",
    fastest(() => after.check(), 10),
    touched,
  );
}

rebasing();
afterAWeek();
checking();
