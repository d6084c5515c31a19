import { expect, test } from "vitest";
import { nearestColour } from "./colours";

test("a colour is taken for the one of ours that people would call it", () => {
  const called = {
    "#c00000": "red",
    "#ff0066": "red",
    "#ed7d31": "orange",
    "#ffff00": "yellow",
    "#00b050": "green",
    "#1155cc": "blue",
    "#7030a0": "violet",
    "#ff00ff": "violet",
  };
  for (const [hex, name] of Object.entries(called))
    expect([hex, nearestColour(hex)]).toEqual([hex, name]);
});

test("black, white and grey are no colour", () => {
  for (const hex of ["#000000", "#ffffff", "#434343", "#666666", "#1f2328"]) {
    expect(nearestColour(hex)).toBeUndefined();
  }
});
