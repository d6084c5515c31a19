/** The judge of the state line lets the truth pass, and nothing else. */
import { expect, test } from "vitest";
import { type Shown, untruths } from "./honesty";

const at = (time: number, letters: number, line: string, banner = false): Shown => ({
  ...{ at: time, letters, line, banner },
});

test("Saved is true from the moment that everything was stored", () => {
  const looks = [
    { at: 0, letters: 0 },
    { at: 50, letters: 0 },
    { at: 100, letters: 1 },
  ];
  expect(untruths([at(10, 0, "Saved"), at(20, 1, "Saving…"), at(60, 1, "Saved")], looks)).toEqual(
    [],
  );
  expect(untruths([at(20, 1, "Saved")], looks)).toHaveLength(1);
});

test("what is unsaved for long is said, and can be copied", () => {
  const looks = [{ at: 90_000, letters: 0 }];
  const typed = at(0, 1, "Saving…");
  expect(untruths([typed, at(20_000, 1, "Offline: 1 change kept on this device")], looks)).toEqual(
    [],
  );
  expect(untruths([typed, at(20_000, 1, "Reconnecting…")], looks)).toHaveLength(1);
  expect(untruths([typed, at(40_000, 1, "Not saved yet", true)], looks)).toEqual([]);
  expect(untruths([typed, at(40_000, 1, "Not saved yet")], looks)).toHaveLength(1);
});

test("the age is that of the oldest letter that is not stored", () => {
  const looks = [
    { at: 100, letters: 1 },
    { at: 50_000, letters: 1 },
  ];
  const shown = [at(0, 1, "Saving…"), at(49_000, 2, "Saving…"), at(49_500, 2, "Reconnecting…")];
  expect(untruths(shown, looks)).toEqual([]);
});
