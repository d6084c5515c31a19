import { expect, test } from "vitest";
import { CallError } from "./call-error";
import type { Context } from "./context";
import { dynamicSupervisor } from "./dynamic-supervisor";
import { local } from "./message";
import { type ActorRef, named } from "./ref";
import { registry } from "./registry";
import { supervisor } from "./supervisor";
import { startChild } from "./supervisor-messages";
import { type PuppetMessage, World } from "./test-world";

const DOCUMENTS = ["x", "y"];
const CLIENTS = 4;
const CALLS = 30;

interface Tally {
  answered: number;
  failed: number;
  crashes: number;
  passivations: number;
  incarnations: number;
  violations: string[];
}

/**
 * Documents woken by name, that passivate, crash and are killed at random, under clients that
 * call them: whatever the seed, there is one actor a document, and every call ends.
 */
async function run(seed: number): Promise<Tally> {
  const world = new World(seed);
  const alive = new Map<string, number>();
  const tally: Tally = {
    answered: 0,
    failed: 0,
    crashes: 0,
    passivations: 0,
    incarnations: 0,
    violations: [],
  };
  const documents = dynamicSupervisor({ intensity: 0, periodMs: 1, name: "documents" });
  await world.system.start(documents);
  const document = async (id: string, ctx: Context): Promise<ActorRef> => {
    await new Promise<void>((resolve) => ctx.clock.after(Math.floor(ctx.random() * 5), resolve));
    await startChild(ctx, named("documents"), subtree(world, id, alive, tally));
    const ref = ctx.whereis(`document:${id}`);
    if (ref === undefined) throw new Error("it ended at once");
    return ref;
  };
  await world.system.start(registry({ activate: { document } }));
  const clients = Array.from({ length: CLIENTS }, () => client(world, tally));
  await world.host.advance(60_000);
  await Promise.all(clients);
  expect(tally.answered + tally.failed).toBe(CLIENTS * CALLS);
  return tally;
}

function subtree(world: World, id: string, alive: Map<string, number>, tally: Tally) {
  const init = (ctx: Context): undefined => {
    alive.set(id, (alive.get(id) ?? 0) + 1);
    tally.incarnations++;
    if (alive.get(id) !== 1) tally.violations.push(`seed ${world.host.seed}: a second ${id}`);
    ctx.signal.onAbort(() => alive.set(id, (alive.get(id) ?? 0) - 1));
    const registered = ctx.register(`document:${id}`, ctx.self, { keeper: ctx.parent });
    if (!registered) tally.violations.push(`seed ${world.host.seed}: ${id} is taken`);
  };
  const child = world.child(id, { restart: "transient", significant: true }, { init });
  const spec = { strategy: "one_for_all", intensity: 2, periodMs: 50 } as const;
  return {
    id,
    start: () => supervisor({ ...spec, autoShutdown: "any_significant", children: [child] }),
    restart: "temporary",
    shutdown: "infinity",
    type: "supervisor",
  } as const;
}

async function client({ host, system }: World, tally: Tally): Promise<void> {
  for (let index = 0; index < CALLS; index++) {
    const id = DOCUMENTS[Math.floor(host.random() * DOCUMENTS.length)];
    const to = named<PuppetMessage>(`document:${id}`);
    const fate = host.random();
    const work = local(async (ctx: Context) => {
      if (host.random() < 0.3) await new Promise<void>((resolve) => ctx.clock.after(3, resolve));
      if (fate < 0.1) {
        tally.crashes++;
        throw new Error("crash");
      }
      if (fate > 0.2) return undefined;
      tally.passivations++;
      ctx.passivate(`document:${id}`);
      return { stop: "normal", reply: null };
    });
    const ref = system.whereis(to);
    if (fate > 0.95 && ref !== undefined) system.exit(ref, "kill");
    await system.call(to, { tag: "do", fn: work }, { timeoutMs: 1_000 }).then(
      () => tally.answered++,
      (error: unknown) => {
        // A crash takes only what was in hand or behind it in the mailbox; nothing ever hangs.
        expect(error instanceof CallError && error.code).toMatch(/^(exit|noproc)$/);
        tally.failed++;
      },
    );
  }
}

test("one actor a name, and every call ends, under crashes, for any seed", async () => {
  const total = { answered: 0, failed: 0, crashes: 0, passivations: 0, incarnations: 0 };
  for (let seed = 0; seed < 100; seed++) {
    const tally = await run(seed);
    expect(tally.violations).toEqual([]);
    for (const key of ["answered", "failed", "crashes", "passivations", "incarnations"] as const) {
      total[key] += tally[key];
    }
  }
  // It did real work.
  expect(total.crashes).toBeGreaterThan(500);
  expect(total.passivations).toBeGreaterThan(500);
  expect(total.incarnations).toBeGreaterThan(1_000);
  expect(total.answered).toBeGreaterThan(total.failed * 3);
});
