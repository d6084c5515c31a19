/** Own text that was moved is deleted where its author deletes it, and nowhere else. */
import { Slice } from "@tiptap/pm/model";
import { ReplaceStep, StepMap } from "@tiptap/pm/transform";
import { expect, test } from "vitest";
import { DisplacedText } from "./displaced";

const removal = (from: number, to: number) => new ReplaceStep(from, to, Slice.empty);
const text = { from: 20, to: 25 };

function displaced() {
  const texts = new DisplacedText();
  texts.add([{ from: 5, to: 10 }], [text]);
  return texts;
}

test("a deletion elsewhere in its author's eyes spares it", () => {
  expect(displaced().sparedBy(removal(10, 30))).toEqual([text]);
  expect(displaced().sparedBy(removal(1, 5))).toEqual([text]);
});

test("a deletion of it in its author's eyes does not", () => {
  expect(displaced().sparedBy(removal(4, 11))).toEqual([]);
});

test("it is followed on both sides", () => {
  const texts = displaced();
  texts.moved(new StepMap([0, 0, 100]));
  texts.passed(removal(1, 4), removal(101, 104), false);
  expect(texts.sparedBy(removal(7, 30))).toEqual([{ from: 117, to: 122 }]);
  expect(texts.sparedBy(removal(6, 7))).toEqual([]);
});
