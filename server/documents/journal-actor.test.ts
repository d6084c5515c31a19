/** The Journal among more changes than its mailbox takes. */
import { expect, test } from "vitest";
import { aChange } from "@/tests/support/log-samples";
import { SimulatedHost } from "../actors/simulated-host";
import { ActorSystem } from "../actors/system";
import type { AppendResult, ChangeLog } from "../ports/change-log";
import { StoreError } from "../ports/store-error";
import { journalActor } from "./journal-actor";

const mailboxLimit = 3;

test.each([
  ["stored", (stored: (results: AppendResult[]) => void) => stored(["stored"])],
  ["refused", (_: unknown, refused: (error: Error) => void) => refused(new StoreError("io", ""))],
])("a write that is %s while the mailbox is full is followed by the next", async (_, settle) => {
  const host = new SimulatedHost(1);
  const system = new ActorSystem(host, { node: "test" });
  const writes: (() => void)[] = [];
  const append = () =>
    new Promise<AppendResult[]>((resolve, reject) => {
      writes.push(() => settle(resolve, reject));
    });
  const log = { append } as Partial<ChangeLog> as ChangeLog;
  const journal = system.spawn(journalActor, { log }, { mailboxLimit });
  const document = system.spawn({ init: () => ({ state: null }), handleCast() {} }, undefined);
  let version = 0;
  const hand = () => {
    version += 1;
    const change = aChange("plan", version);
    system.cast(journal, { tag: "append", document, epoch: 1, change });
  };
  hand();
  await host.runUntilIdle();
  expect(writes).toHaveLength(1);
  for (let more = 0; more < mailboxLimit; more++) hand();
  writes[0]?.();
  // Its outcome is there before the Journal has its next turn.
  await new Promise(setImmediate);
  await host.runUntilIdle();
  expect(writes).toHaveLength(2);
});
