import { expect, test } from "vitest";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { Headings } from "./headings";
import { countBetween, countIn, countText } from "./text-count";

test("words are what people count as words", () => {
  expect(countText("It's a well-known 3.5 % — isn’t it?").words).toBe(6);
  expect(countText("Crème brûlée").words).toBe(2);
  expect(countText("").words).toBe(0);
  expect(countText("我们去海边").words).toBeGreaterThan(1);
});

test("a character is one whatever its bytes", () => {
  expect(countText("a👍é").characters).toBe(3);
});

test("a document is the sum of its blocks, and a selection of what lies in it", () => {
  const doc = documentFromMarkdown(
    "# One two\n\nthree **four**\n\n- five\n\n| six |\n|---|\n| 7 |\n",
  );
  expect(countIn(doc).words).toBe(7);
  expect(countBetween(doc, 0, doc.content.size)).toEqual(countIn(doc));
  // From within "two" to within "four".
  expect(countBetween(doc, 6, 19)).toEqual({ words: 3, characters: 11 });
  expect(countBetween(doc, 3, 3).words).toBe(0);
});

test("headings are found wherever they stand, and are the same until one changes", () => {
  const headings = new Headings();
  const doc = documentFromMarkdown("# One\n\nText.\n\n> ## Two\n\n#### Three\n");
  const found = headings.of(doc);
  expect(found.map(({ level, text }) => `${level} ${text}`)).toEqual(["1 One", "2 Two", "4 Three"]);
  const longer = doc.copy(doc.content.append(documentFromMarkdown("More.").content));
  expect(headings.of(longer)).toBe(found);
  const changed = doc.copy(doc.content.append(documentFromMarkdown("# Four").content));
  expect(headings.of(changed)).toHaveLength(4);
});
