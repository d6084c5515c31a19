import katex from "katex";
import { expect, test } from "vitest";
import { katexOptions } from "./katex-options";

test("no formula is drawn larger than the page, and what is none is shown as it is", () => {
  expect(katex.renderToString("\\rule{9999em}{1em}", katexOptions)).not.toContain("9999em;");
  expect(katex.renderToString("\\frac{", katexOptions)).toContain("katex-error");
});

test("a formula that never ends is given up", () => {
  const endless = "\\def\\a{\\a\\a}\\a";
  expect(katex.renderToString(endless, katexOptions)).toContain("katex-error");
});
