import { expect, test } from "vitest";
import { looksLikeMarkdown } from "./markdown-signs";

test("what is written as Markdown is known by one clear sign, or by a few weak ones", () => {
  const written = [
    "# A title\n\nA text.",
    "Some **bold** text.",
    "See [the site](https://example.org).",
    "```ts\nlet a;\n```",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "|a|b|\n|:-:|--:|\n|1|2|",
    "a | b\n- | -\n1 | 2",
    "$$a^2 + b^2$$",
    "So:\n\n$$\na^2\n$$",
    "- [ ] to do",
    "- one\n- two",
    "Two things:\n\n1. one\n2. two",
    "> quoted\n> twice",
  ];
  for (const text of written) expect([text, looksLikeMarkdown(text)]).toEqual([text, true]);
});

test("a text, a list of numbers, code and mail are not taken for it", () => {
  const others = [
    "A sentence - with a dash * and a star.",
    "2 ** 3 ** 4",
    "- only one line",
    "1. April",
    "first\nsecond",
    "a | b",
    "a | b\n--",
    "kill -9 $$",
    "$$",
    "#hashtag #another",
    "#!/bin/sh\nset -e",
    "const a = b[0](c);",
    "On Monday she wrote:\n> one\nI think\nit is so\nand more.",
  ];
  for (const text of others) expect([text, looksLikeMarkdown(text)]).toEqual([text, false]);
});

test("a long text without any sign is decided at once", () => {
  const start = performance.now();
  for (const text of ["* ".repeat(500_000), "|".repeat(1_000_000), "[".repeat(1_000_000)]) {
    expect(looksLikeMarkdown(text)).toBe(false);
  }
  expect(performance.now() - start).toBeLessThan(2000);
});
