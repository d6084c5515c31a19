/** A document that is claimed while more is said to it than its mailbox takes. */
import { beforeEach, expect, test } from "vitest";
import type { ActorRef } from "../actors/ref";
import { SimulatedHost } from "../actors/simulated-host";
import { ActorSystem } from "../actors/system";
import type { ChangeLog, Claim } from "../ports/change-log";
import { StoreError } from "../ports/store-error";
import { documentActor } from "./document-actor";
import type { DocumentWorld } from "./document-state";
import type { DocumentMessage } from "./messages";

let host: SimulatedHost;
let system: ActorSystem;
let document: ActorRef<DocumentMessage>;
let claims: { resolve(claim: Claim): void; reject(error: Error): void }[];
let begun: string[];

beforeEach(async () => {
  host = new SimulatedHost(1);
  system = new ActorSystem(host, { node: "test" });
  [claims, begun] = [[], []];
  const opened = { title: "Plan", headVersion: 0, checkpoint: null, tail: [] };
  const log: Partial<ChangeLog> = {
    open: async () => ({ ...opened, epoch: undefined }),
    claim: () => new Promise((resolve, reject) => void claims.push({ resolve, reject })),
  };
  const world: Partial<DocumentWorld> = {
    log: log as ChangeLog,
    idleMs: 60_000,
    register() {},
    startChange: (_id, changeId) => void begun.push(changeId),
  };
  const args = { documentId: "plan", world: world as DocumentWorld };
  document = system.spawn(documentActor, args, { mailboxLimit: 2 });
  await host.advance(2000);
  expect(claims).toHaveLength(1);
});

/** Fills the mailbox, and lets the outcome of the claim come before the document's next turn. */
async function settle(how: (claim: (typeof claims)[number]) => void): Promise<void> {
  for (let n = 0; n < 2; n++) system.cast(document, { tag: "leave", sessionId: "nobody" });
  for (const claim of claims.slice(0, 1)) how(claim);
  await new Promise(setImmediate);
  await host.advance(2000);
}

test("takes changes from then on", async () => {
  await settle(({ resolve }) => resolve({ epoch: 2, headVersion: 0 }));
  const body = { kind: "steps", steps: [] } as const;
  const change = { changeId: "change-01", userId: "ada", baseVersion: 0, digest: "" };
  void system.call(document, {
    tag: "apply_change",
    userId: "ada",
    change: { ...change, body, origin: "typing" },
  });
  await host.runUntilIdle();
  expect(begun).toEqual(["change-01"]);
});

test("that fails is tried again", async () => {
  await settle(({ reject }) => reject(new StoreError("io", "")));
  expect(claims).toHaveLength(2);
});
