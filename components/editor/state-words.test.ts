/** The state line's words: never calm about what is not stored for long, whatever the connection does. */
import { expect, test } from "vitest";
import { emptySnapshot, type SessionSnapshot, type SessionStatus } from "@/client/session/snapshot";
import { isCalm, needsBanner, spokenText, stateText } from "./state-words";

const text = (status: SessionStatus, pendingChanges: number, oldestPendingMs: number | null) =>
  stateText({
    ...{ ...emptySnapshot, role: "editor" },
    ...{ status, pendingChanges, oldestPendingMs, saved: pendingChanges === 0 },
  });

const statuses = ["live", "reconnecting", "offline", "refused"] as const;

test.each(statuses)(
  "%s: what is unsaved for five seconds is said, with how much it is",
  (status) => {
    expect(text(status, 3, 5_000)).toMatch(/3 changes kept on this device/);
    expect(isCalm(text(status, 3, 5_000))).toBe(false);
  },
);

test("only what is stored is called saved, and only on a connection that can tell", () => {
  expect(text("live", 0, null)).toBe("Saved");
  for (const status of statuses) expect(text(status, 1, 0)).not.toMatch(/^Saved/);
  for (const status of ["reconnecting", "offline", "refused"] as const) {
    expect(text(status, 0, null)).not.toMatch(/Saved/);
  }
});

test.each([
  ["to who may only read", { role: "viewer", deleted: false }],
  ["in the trash", { role: "owner", deleted: true }],
] as const)("%s nothing is saved", (_, more) => {
  const reading = { ...emptySnapshot, status: "live" as const, saved: true, ...more };
  expect(stateText(reading)).toBe("Read-only");
  expect(isCalm(stateText(reading))).toBe(true);
});

test("what is read out does not count along with the letters", () => {
  expect(spokenText(text("offline", 1, 0))).toBe("Offline: your changes are kept on this device");
  expect(spokenText(text("offline", 12, 0))).toBe(spokenText(text("offline", 1, 0)));
});

test("a way to keep the text is offered when a server that is there does not answer, and soon", () => {
  const unsaved = { ...emptySnapshot, role: "editor" as const, saved: false, pendingChanges: 1 };
  const offered = (after: number, owedMs: number | null, more: Partial<SessionSnapshot> = {}) =>
    needsBanner({
      ...unsaved,
      status: "live",
      oldestPendingMs: after,
      unansweredMs: owedMs,
      ...more,
    });
  expect(offered(6_000, 6_000)).toBe(true);
  expect(offered(3_000, 3_000)).toBe(false);
  // Just back after a while: it is about to be stored.
  expect(offered(20_000, 100)).toBe(false);
  expect(offered(20_000, null, { status: "offline" })).toBe(false);
  expect(offered(31_000, null, { status: "offline" })).toBe(true);
  expect(offered(4_500, 500, { trouble: "The disk is full." })).toBe(true);
  expect(offered(60_000, 60_000, { status: "refused" })).toBe(false);
});
