import { expect, test } from "vitest";
import { TitleBefore } from "./title-before";

test("what was stored of mine on the way is given back as what it was before", () => {
  const before = new TitleBefore("");
  before.begin("Old");
  for (const title of ["P", "Pl", "Plan"]) before.wrote(title);
  before.stored("Pl");
  before.stored("Plan");
  expect(before.title).toBe("Old");
});

test("what somebody else named it meanwhile is theirs, and stays", () => {
  const before = new TitleBefore("");
  before.begin("Old");
  before.wrote("Plan");
  before.stored("Theirs");
  before.wrote("Plan B");
  expect(before.title).toBe("Theirs");
});

test("each time somebody begins, it begins anew", () => {
  const before = new TitleBefore("");
  before.begin("Old");
  before.wrote("Plan");
  before.begin("Plan");
  before.wrote("Plan B");
  before.stored("Plan");
  before.stored("Plan B");
  expect(before.title).toBe("Plan");
});
