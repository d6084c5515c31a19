import { expect, test, vi } from "vitest";
import { emptyDocument } from "@/collab/schema/schema";
import { filmReader } from "./film-reader";

/** A log of which the versions after `readable` can't be read. */
function film(readable: number) {
  const load = vi.fn(async (version: number) => {
    if (version > readable) throw new Error(`no ${version}`);
    return emptyDocument();
  });
  const failed = vi.fn();
  return { load, failed, read: filmReader({ load }, failed) };
}

test("what comes next is asked for once, however many frames are drawn there, and a stretch ahead", async () => {
  const { load, read } = film(500);
  for (let frame = 0; frame < 60; frame++) read(10, 500);
  read(11, 500);
  expect(load.mock.calls).toEqual([[160], [11], [161], [12]]);
});

test("what can't be read ahead is asked for again only when it is next, and that ends the film", async () => {
  const { load, failed, read } = film(20);
  for (let at = 10; at <= 20; at++) {
    for (let frame = 0; frame < 60; frame++) read(at, 500);
    await vi.waitFor(() => expect(load).toHaveBeenCalledWith(at + 1));
  }
  await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce());
  expect(load.mock.calls.filter(([version]) => version > 20)).toEqual([[160], [21]]);
});
