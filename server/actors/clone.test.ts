import { expect, test } from "vitest";
import { cloneMessage } from "./clone";
import { local } from "./message";
import { makeRef } from "./ref";

test("plain data is copied, all the way down", () => {
  const message = {
    tag: "x",
    list: [{ a: 1 }, null, undefined],
    map: new Map([["k", { v: 1 }]]),
    set: new Set([1]),
    date: new Date(5),
    bytes: new Uint8Array([1, 2]),
  };
  const copy = cloneMessage(message);
  expect(copy).toEqual(message);
  expect(copy.list[0]).not.toBe(message.list[0]);
  expect(copy.map.get("k")).not.toBe(message.map.get("k"));
  expect(copy.bytes).not.toBe(message.bytes);
});

test("a local value and a ref pass as they are", () => {
  const message = { tag: "x", socket: local(() => {}), from: makeRef("n", 7) };
  const copy = cloneMessage(message);
  expect(copy.socket).toBe(message.socket);
  expect(copy.from).toBe(message.from);
});

test("functions, symbols and instances are refused", () => {
  class Thing {}
  for (const value of [() => {}, Symbol("s"), new Thing(), Promise.resolve()]) {
    expect(() => cloneMessage({ tag: "x", deep: [{ value }] })).toThrow("pass it by local(value)");
  }
});
