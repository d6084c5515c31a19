import { StepMap } from "@tiptap/pm/transform";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  addToSessions,
  type HistorySession,
  noSessions,
  type SessionChange,
  type SessionProgress,
} from "@/collab/history/sessions";
import { memoryStores } from "@/server/adapters/memory/memory-stores";
import { aChange, noon, openEpoch, seed } from "@/tests/support/log-samples";
import type { StoredChange } from "../ports/change-log";
import type { SessionStore } from "../ports/history";
import type { Stores } from "../ports/stores";
import { advanceSessions, cutSession } from "./session-writer";

const minute = 60_000;
const size = 2;

type Event =
  | {
      readonly kind: "change";
      readonly gap: number;
      readonly user: string;
      readonly origin: Origin;
    }
  | { readonly kind: "write"; readonly fails: "never" | "before" | "after" }
  | { readonly kind: "name"; readonly back: number; readonly later: number };
type Origin = "typing" | "restore";

const arbitraryEvent: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("change" as const),
      gap: fc.constantFrom(1000, 9000, 31_000, 200_000, 5 * minute, 20 * minute),
      user: fc.constantFrom("ada", "ben", "cy"),
      origin: fc.constantFrom<Origin>("typing", "typing", "typing", "typing", "restore"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("write" as const),
      fails: fc.constantFrom("never" as const, "before" as const, "after" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("name" as const),
      back: fc.nat(6),
      later: fc.constantFrom(0, 6 * minute),
    }),
  },
);

function stored(version: number, at: number, event: Event & { kind: "change" }): StoredChange {
  const content = [{ type: "text", text: "ab" }];
  const steps = [{ stepType: "replace", from: 1, to: 1, slice: { content } }];
  return aChange("plan", version, {
    ...{ userId: event.user, origin: event.origin, createdAt: at, steps: JSON.stringify(steps) },
  });
}

/** Fails like a process that dies before or after its commit. */
function dying(sessions: SessionStore, fails: "before" | "after"): SessionStore {
  return {
    progress: (id) => sessions.progress(id),
    closed: (id, query) => sessions.closed(id, query),
    closedAt: (id, version) => sessions.closedAt(id, version),
    async advance(...args) {
      if (fails === "after") await sessions.advance(...args);
      throw new Error("killed");
    },
  };
}

/** The same, computed from the whole log at every step. */
class Reference {
  readonly closed: HistorySession[] = [];
  progress: SessionProgress = noSessions(size);
  readonly changes: SessionChange[] = [];

  add(change: SessionChange): void {
    this.changes.push(change);
    const { closed, progress } = addToSessions(this.progress, change);
    if (closed) this.closed.push(closed);
    this.progress = progress;
  }

  name(version: number, now: number): void {
    const { open } = this.progress;
    if (!open || version < open.from || version > open.to) return;
    if (version < open.to && now - open.endedAt >= 5 * minute) return;
    const again = this.changes.slice(open.from - 1);
    this.progress = { version: open.from - 1, size: this.closed.at(-1)?.size ?? size, open: null };
    for (const change of again) {
      this.progress = addToSessions(this.progress, change).progress;
      if (change.version !== version || !this.progress.open) continue;
      this.closed.push(this.progress.open);
      this.progress = { ...this.progress, open: null };
    }
  }
}

async function append({ log }: Stores, epoch: number, change: StoredChange): Promise<void> {
  const expectedVersion = change.version - 1;
  await log.append([{ documentId: "plan", epoch, expectedVersion, changes: [change] }]);
}

test("sessions written forward, with crashes, are those of the whole log", async () => {
  let most = 0;
  let named = 0;
  const check = async (events: readonly Event[]) => {
    const stores = memoryStores();
    await seed(stores, "plan");
    const epoch = await openEpoch(stores, "plan");
    const reference = new Reference();
    let version = 0;
    let at = noon;
    for (const event of events) {
      if (event.kind === "change") {
        version += 1;
        at += event.gap;
        const change = stored(version, at, event);
        await append(stores, epoch, change);
        const { userId, origin, about, createdAt } = change;
        const map = { version, userId, origin, about, createdAt };
        reference.add({ ...map, maps: [new StepMap([1, 0, 2])] });
      } else if (event.kind === "write") {
        const { fails } = event;
        const sessions = fails === "never" ? stores.sessions : dying(stores.sessions, fails);
        await advanceSessions({ log: stores.log, sessions }, "plan", version, 1).catch(() => {});
      } else if (version > 0) {
        const wanted = Math.max(1, version - event.back);
        await advanceSessions(stores, "plan", version, 9);
        await cutSession(stores, "plan", wanted, at + event.later);
        reference.name(wanted, at + event.later);
        named += 1;
      }
      const written = await stores.sessions.closed("plan", { before: 1e9, limit: 1e6 });
      expect(written.toReversed()).toEqual(reference.closed.slice(0, written.length));
    }
    const progress = await advanceSessions(stores, "plan", version, 9);
    const written = await stores.sessions.closed("plan", { before: 1e9, limit: 1e6 });
    expect(written.toReversed()).toEqual(reference.closed);
    expect(progress).toEqual(reference.progress);
    most = Math.max(most, written.length);
  };
  const events = fc.array(arbitraryEvent, { maxLength: 60, size: "max" });
  await fc.assert(fc.asyncProperty(events, check), { numRuns: 300, seed: 5 });
  expect(most).toBeGreaterThan(10);
  expect(named).toBeGreaterThan(300);
});

test("a change that can't be read is passed over, and the sessions go on", async () => {
  const stores = memoryStores();
  await seed(stores, "plan");
  const epoch = await openEpoch(stores, "plan");
  const change = { kind: "change", gap: 0, user: "ada", origin: "typing" } as const;
  await append(stores, epoch, stored(1, noon, change));
  await append(stores, epoch, { ...stored(2, noon + 1, change), steps: "no JSON" });
  await append(stores, epoch, stored(3, noon + 2, change));
  const { open, version } = await advanceSessions(stores, "plan", 3, 1);
  expect(version).toBe(3);
  expect(open).toMatchObject({ from: 1, to: 3, changes: 3, size: size + 4 });
});
