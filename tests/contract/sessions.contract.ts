/** What every store of history sessions must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HistorySession } from "@/collab/history/sessions";
import type { Stores } from "@/server/ports/stores";
import { noon, seed } from "../support/log-samples";
import type { OpenedStores, OpenStores } from "./open-stores";

function aSession(from: number, to: number, userId = "ada"): HistorySession {
  return {
    ...{ from, to, origin: "typing", about: null, changes: to - from + 1, size: to + 2 },
    ...{ startedAt: noon + from, endedAt: noon + to, touched: [{ from: 1, to: 5 }] },
    authors: [{ userId, changes: to - from + 1, inserted: 3, deleted: 1 }],
  };
}

export function sessionsContract(name: string, open: OpenStores): void {
  describe(`the sessions of ${name}`, () => {
    let opened: OpenedStores;
    let stores: Stores;
    beforeEach(async () => {
      opened = await open();
      stores = opened.stores;
      await seed(stores, "plan", "song");
    });
    afterEach(() => opened.close());
    writing(() => stores);
    reading(() => stores);
  });
}

function writing(stores: () => Stores): void {
  it("begins with nothing, and keeps progress with the open session", async () => {
    const { sessions } = stores();
    expect(await sessions.progress("plan")).toBeUndefined();
    const progress = { version: 4, size: 9, open: aSession(3, 4) };
    expect(await sessions.advance("plan", undefined, [aSession(1, 2)], progress)).toBe(true);
    expect(await sessions.progress("plan")).toEqual(progress);
    expect(await sessions.progress("song")).toBeUndefined();
    const next = { version: 5, size: 9, open: null };
    expect(await sessions.advance("plan", 4, [], next)).toBe(true);
    expect(await sessions.progress("plan")).toEqual(next);
  });

  it("writes nothing for one who looked before another wrote", async () => {
    const { sessions } = stores();
    const progress = { version: 2, size: 4, open: null };
    await sessions.advance("plan", undefined, [aSession(1, 2)], progress);
    const late = { version: 9, size: 4, open: null };
    expect(await sessions.advance("plan", undefined, [aSession(3, 9)], late)).toBe(false);
    expect(await sessions.advance("plan", 1, [aSession(3, 9)], late)).toBe(false);
    expect(await sessions.progress("plan")).toEqual(progress);
    expect(await sessions.closed("plan", { before: 99, limit: 9 })).toHaveLength(1);
  });
}

function reading(stores: () => Stores): void {
  it("reads closed sessions in pages, newest first, and by person", async () => {
    const { sessions } = stores();
    const all = [aSession(1, 10), aSession(11, 11, "ben"), aSession(12, 30)];
    await sessions.advance("plan", undefined, all, { version: 30, size: 32, open: null });
    const froms = async (query: { before: number; limit: number; person?: string }) =>
      (await sessions.closed("plan", query)).map(({ from }) => from);
    expect(await sessions.closed("plan", { before: 99, limit: 9 })).toEqual(all.toReversed());
    expect(await froms({ before: 12, limit: 9 })).toEqual([11, 1]);
    expect(await froms({ before: 99, limit: 2 })).toEqual([12, 11]);
    expect(await froms({ before: 99, limit: 9, person: "ada" })).toEqual([12, 1]);
    expect(await froms({ before: 99, limit: 9, person: "nobody" })).toEqual([]);
    expect(await sessions.closed("song", { before: 99, limit: 9 })).toEqual([]);
  });

  it("finds the session that holds a version", async () => {
    const { sessions } = stores();
    const all = [aSession(1, 10), aSession(11, 20)];
    await sessions.advance("plan", undefined, all, { version: 20, size: 32, open: null });
    expect((await sessions.closedAt("plan", 10))?.from).toBe(1);
    expect((await sessions.closedAt("plan", 11))?.from).toBe(11);
    expect(await sessions.closedAt("plan", 21)).toBeUndefined();
    expect(await sessions.closedAt("plan", 0)).toBeUndefined();
  });

  it("takes a name away again", async () => {
    const { names } = stores();
    const name = { documentId: "plan", version: 3, name: "First", userId: "ada", createdAt: noon };
    await names.name(name);
    expect(await names.unname("plan", 3)).toBe(true);
    expect(await names.unname("plan", 3)).toBe(false);
    expect(await names.named("plan")).toEqual([]);
  });
}
