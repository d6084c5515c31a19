/** What others do comes in portions: together, in order, and nothing of it is lost. */
import { expect, test } from "vitest";
import type { Presence, WireChange } from "@/collab/protocol/server-messages";
import { PacedTransport } from "./paced-transport";
import type { Transport, TransportEvents } from "./ports";

function paced() {
  const handlers = new Map<string, (payload: never) => void>();
  const wire: Transport = {
    connected: true,
    request: () => Promise.reject(new Error("nobody asks")),
    on: (event, listener) => {
      handlers.set(event, listener);
      return () => {};
    },
  };
  const turns: (() => void)[] = [];
  const transport = new PacedTransport(wire, (deliver) => turns.push(deliver));
  const told: string[] = [];
  transport.on("broadcast_change", ({ documentId, changes }) =>
    told.push(`${documentId}: ${changes.map(({ version }) => version)}`),
  );
  transport.on("presence", ({ users, left }) =>
    told.push(`at ${users.map(({ sessionId, head }) => `${sessionId}${head}`)}, gone ${left}`),
  );
  return {
    told,
    turns,
    say<E extends keyof TransportEvents>(event: E, payload: TransportEvents[E]) {
      handlers.get(event)?.(payload as never);
    },
  };
}

function change(version: number): WireChange {
  return { version, changeId: `change-${version}`, userId: "ada", steps: [], createdAt: 0 };
}

function at(sessionId: string, head: number): Presence {
  const user = { id: sessionId, name: sessionId, color: "#000000" };
  return { sessionId, user, version: 1, anchor: head, head };
}

test("what arrives before its turn comes together, changes before carets", () => {
  const { told, turns, say } = paced();
  say("presence", { documentId: "a", users: [at("x", 1), at("y", 5)], left: [] });
  say("broadcast_change", { documentId: "a", changes: [change(1)] });
  say("broadcast_change", { documentId: "b", changes: [change(7)] });
  say("broadcast_change", { documentId: "a", changes: [change(2), change(3)] });
  say("presence", { documentId: "a", users: [at("x", 2)], left: [] });
  expect(told).toEqual([]);
  expect(turns).toHaveLength(1);
  turns[0]?.();
  expect(told).toEqual(["a: 1,2,3", "b: 7", "at x2,y5, gone "]);
});

test("each portion is asked for anew", () => {
  const { told, turns, say } = paced();
  say("broadcast_change", { documentId: "a", changes: [change(1)] });
  turns[0]?.();
  say("broadcast_change", { documentId: "a", changes: [change(2)] });
  expect(turns).toHaveLength(2);
  turns[1]?.();
  expect(told).toEqual(["a: 1", "a: 2"]);
});

test("whoever leaves and comes back within one portion is here, and the other way round", () => {
  const { told, turns, say } = paced();
  say("presence", { documentId: "a", users: [at("y", 1)], left: ["x"] });
  say("presence", { documentId: "a", users: [at("x", 3)], left: ["y"] });
  turns[0]?.();
  expect(told).toEqual(["at x3, gone y"]);
});

test("what came before the connection ended is told before its end", () => {
  const { told, say } = paced();
  say("broadcast_change", { documentId: "a", changes: [change(1)] });
  say("disconnect", undefined);
  expect(told).toEqual(["a: 1"]);
});
