/** What others wrote is drawn soon, and never between a key and its paint. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browserPace } from "./browser-pace";

const page = { press: () => {}, frames: [] as (() => void)[], hidden: false };

beforeEach(() => {
  vi.useFakeTimers();
  page.frames = [];
  page.hidden = false;
  vi.stubGlobal("window", {
    addEventListener: (_: string, listener: () => void) => {
      page.press = listener;
    },
  });
  vi.stubGlobal("document", page);
  vi.stubGlobal("requestAnimationFrame", (frame: () => void) => page.frames.push(frame));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function paint(): void {
  for (const frame of page.frames.splice(0)) frame();
  vi.advanceTimersByTime(0);
}

test("at once when nothing was drawn for a while, then ten times a second", () => {
  const [pace, drawn] = [browserPace(), vi.fn()];
  pace(drawn);
  vi.advanceTimersByTime(1);
  expect(drawn).toHaveBeenCalledTimes(1);
  pace(drawn);
  vi.advanceTimersByTime(90);
  expect(drawn).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10);
  expect(drawn).toHaveBeenCalledTimes(2);
});

test("after a key's paint, not before it", () => {
  const [pace, drawn] = [browserPace(), vi.fn()];
  page.press();
  pace(drawn);
  vi.advanceTimersByTime(50);
  expect(drawn).not.toHaveBeenCalled();
  paint();
  expect(drawn).toHaveBeenCalledTimes(1);
});

test("between two keys of a typist it waits for the next one's paint, but not for long", () => {
  const [pace, drawn] = [browserPace(), vi.fn()];
  pace(drawn);
  vi.advanceTimersByTime(1);
  page.press();
  paint();
  pace(drawn);
  vi.advanceTimersByTime(125);
  expect(drawn).toHaveBeenCalledTimes(1);
  page.press();
  paint();
  expect(drawn).toHaveBeenCalledTimes(2);
  pace(drawn);
  vi.advanceTimersByTime(300);
  expect(drawn).toHaveBeenCalledTimes(3);
});

test("a frame that never comes holds nothing up, nor does a hidden page", () => {
  const [pace, drawn] = [browserPace(), vi.fn()];
  page.press();
  pace(drawn);
  vi.advanceTimersByTime(100);
  expect(drawn).toHaveBeenCalledTimes(1);
  page.hidden = true;
  pace(drawn);
  expect(drawn).toHaveBeenCalledTimes(2);
});
