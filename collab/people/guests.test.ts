import { expect, test } from "vitest";
import { guestColors } from "./guests";
import { palette } from "./palette";

test("as many guests as there are colours have each their own, wherever it begins", () => {
  const all = Object.keys(palette);
  for (let start = 0; start < all.length; start++) {
    const colors = guestColors(() => start / all.length);
    const dealt = all.map(() => colors.next().value);
    expect(dealt[0]).toBe(all[start]);
    expect([...dealt].sort()).toEqual([...all].sort());
    expect(colors.next().value).toBe(dealt[0]);
  }
});
