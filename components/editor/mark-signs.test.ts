/** What is typed between signs is marked only where CommonMark marks it. */
import { getSchema } from "@tiptap/core";
import { expect, test } from "vitest";
import { documentExtensions } from "@/collab/schema/extensions";
import { liveMarks, passageBetween } from "./mark-signs";

const signs = ["**", "__", "*", "_", "~~", "==", "`"];

/** Typed letter by letter, what is marked first. */
function marked(text: string): string | undefined {
  for (let end = 1; end <= text.length; end += 1) {
    for (const sign of signs) {
      const found = passageBetween(sign).exec(text.slice(0, end));
      if (found) return found[1];
    }
  }
  return undefined;
}

test("a word or several between two signs are marked", () => {
  for (const sign of signs) {
    expect(marked(`${sign}one${sign}`)).toBe("one");
    expect(marked(`So ${sign}one, two!${sign}`)).toBe("one, two!");
  }
  expect(marked("*(aside)*")).toBe("(aside)");
  expect(marked("**5 %**")).toBe("5 %");
  expect(marked("*🎉*")).toBe("🎉");
  expect(marked("x`f(`")).toBe("f(");
});

test("signs with a space inside, within words and in code are left alone", () => {
  const others = [
    "2 * 3 * 4",
    "SELECT * FROM a WHERE b * c",
    "rm *.txt *.md",
    "(self, *args, **kwargs)",
    "return *args, g(*args)",
    "let a: *const T = &*b",
    "Accept: */*",
    "src/**/*.ts test/**/*.ts",
    "a ~~ b ~~ c",
    "a == b == c",
    "snake_case_name and other_name_here",
    "5*3*2",
    "the ` key and the ` sign",
    "``` ts",
  ];
  for (const text of others) expect([text, marked(text)]).toEqual([text, undefined]);
});

test("the marks themselves stay what they are, in their order", () => {
  const plain = getSchema(documentExtensions());
  const live = getSchema(documentExtensions().map(liveMarks));
  expect(Object.keys(live.marks)).toEqual(Object.keys(plain.marks));
  expect(live.marks.highlight?.create().attrs).toEqual({ color: null });
});
