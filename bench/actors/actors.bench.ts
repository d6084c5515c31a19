/** How fast and how fair the actors are, beside a bare call and a bare promise as floors. */
import { type Behaviour, starts } from "@/server/actors/behaviour";
import type { ChildSpec } from "@/server/actors/child-spec";
import { dynamicSupervisor } from "@/server/actors/dynamic-supervisor";
import type { Request } from "@/server/actors/message";
import type { ActorRef } from "@/server/actors/ref";
import { startChild } from "@/server/actors/supervisor-messages";
import { ActorSystem } from "@/server/actors/system";
import { nodeHost } from "@/server/adapters/node-host";

interface Add {
  readonly tag: "add";
  readonly by: number;
}

interface Read extends Request<number> {
  readonly tag: "read";
}

interface Sum {
  total: number;
}

const adder: Behaviour<null, Sum, Add | Read> = {
  init: () => ({ state: { total: 0 } }),
  handleCast(message, state) {
    if (message.tag === "add") state.total += message.by;
  },
  handleCall: (_message, _from, state) => ({ reply: state.total }),
};

/** Does its work in `handleContinue` and ends: the shape of an actor for one change. */
const shortLived: Behaviour<{ readonly done: () => void }, { readonly done: () => void }> = {
  init: (args) => ({ state: args, continue: "work" }),
  handleContinue(_term, { done }) {
    done();
    return { stop: "normal" };
  },
};

const ROUNDS = 5;

/** The best of a few rounds: what the machine can do when nothing else disturbs it. */
async function rate(count: number, round: () => unknown): Promise<number> {
  let best = 0;
  for (let index = 0; index < ROUNDS; index++) {
    const started = performance.now();
    await round();
    best = Math.max(best, (count / (performance.now() - started)) * 1_000);
  }
  return best;
}

function makeSystem(): ActorSystem {
  const mailbox = { limit: Number.POSITIVE_INFINITY, onFull: "dead_letter" } as const;
  return new ActorSystem(nodeHost(), { node: "bench", mailbox });
}

function bareCalls(count: number): void {
  const state = { total: 0 };
  const handlers = new Map([["add", (by: number) => (state.total += by)]]);
  for (let index = 0; index < count; index++) handlers.get("add")?.(1);
}

async function barePromises(count: number): Promise<void> {
  for (let index = 0; index < count; index++) await Promise.resolve(index);
}

async function messages(count: number): Promise<void> {
  const system = makeSystem();
  const ref = system.spawn(adder, null);
  for (let sent = 0; sent < count; sent += 10_000) {
    for (let index = 0; index < 10_000; index++) system.cast(ref, { tag: "add", by: 1 });
    await system.call(ref, { tag: "read" });
  }
}

/** A ring of actors that pass tokens on: every message wakes another actor. */
async function ring(count: number): Promise<void> {
  const system = makeSystem();
  let left = count;
  let finish = (): void => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const refs: ActorRef[] = [];
  const passer: Behaviour<number, number> = {
    init: (index) => ({ state: index }),
    handleCast(message, index, ctx) {
      if (--left === 0) finish();
      const next = refs[(index + 1) % refs.length];
      if (left > 0 && next !== undefined) ctx.cast(next, message);
    },
  };
  for (let index = 0; index < 100; index++) refs.push(system.spawn(passer, index));
  for (const ref of refs) system.cast(ref, { tag: "token" });
  await done;
}

async function asks(count: number, inFlight: number): Promise<void> {
  const system = makeSystem();
  const ref = system.spawn(adder, null);
  const asker = async (): Promise<void> => {
    for (let index = 0; index < count / inFlight; index++) await system.call(ref, { tag: "read" });
  };
  await Promise.all(Array.from({ length: inFlight }, asker));
}

async function spawns(count: number): Promise<void> {
  const system = makeSystem();
  for (let spawned = 0; spawned < count; spawned += 1_000) {
    await new Promise<void>((resolve) => {
      let left = 1_000;
      const done = (): void => {
        if (--left === 0) resolve();
      };
      for (let index = 0; index < 1_000; index++) system.spawn(shortLived, { done });
    });
  }
}

/** A transient child of a dynamic supervisor, asked for by message: what a keystroke costs. */
async function children(count: number): Promise<void> {
  const system = makeSystem();
  const supervisor = await system.start(dynamicSupervisor({ intensity: 1, periodMs: 1_000 }));
  for (let spawned = 0; spawned < count; spawned += 1_000) {
    await new Promise<void>((resolve) => {
      let left = 1_000;
      const done = (): void => {
        if (--left === 0) resolve();
      };
      const spec: ChildSpec = {
        id: "change",
        start: () => starts(shortLived, { done }),
        restart: "transient",
        shutdown: 1_000,
        type: "worker",
      };
      for (let index = 0; index < 1_000; index++) void startChild(system, supervisor, spec);
    });
  }
}

/** p50 and p99 of a polite actor's answer, alone and beside a flood of 20 µs messages. */
async function latency(flooded: boolean): Promise<string> {
  const system = makeSystem();
  const polite = system.spawn(adder, null);
  const flood: Behaviour<null, null> = {
    init: () => ({ state: null }),
    handleCast(message, _state, ctx) {
      const until = performance.now() + 0.02;
      while (performance.now() < until);
      ctx.cast(ctx.self, message);
    },
  };
  if (flooded) {
    const ref = system.spawn(flood, null);
    for (let index = 0; index < 5_000; index++) system.cast(ref, { tag: "work" });
  }
  const waits: number[] = [];
  for (let index = 0; index < 500; index++) {
    const started = performance.now();
    await system.call(polite, { tag: "read" });
    waits.push(performance.now() - started);
  }
  await system.stop();
  waits.sort((a, b) => a - b);
  const at = (share: number): string => (waits[Math.floor(waits.length * share)] ?? 0).toFixed(3);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

function row(what: string, figure: string): void {
  console.log(`${what.padEnd(52)} ${figure.padStart(28)}`);
}

function perSecond(rate: number): string {
  return `${Math.round(rate).toLocaleString("en-US")} /s`;
}

const MANY = 1_000_000;
const SOME = 100_000;
row("a function call through a map (floor)", perSecond(await rate(MANY, () => bareCalls(MANY))));
row("an awaited promise (floor)", perSecond(await rate(MANY, () => barePromises(MANY))));
row("messages to one actor", perSecond(await rate(MANY, () => messages(MANY))));
row("messages round a ring of 100 actors", perSecond(await rate(MANY, () => ring(MANY))));
row("asks, one at a time", perSecond(await rate(SOME, () => asks(SOME, 1))));
row("asks, 100 in flight", perSecond(await rate(SOME, () => asks(SOME, 100))));
row("spawn + work + stop", perSecond(await rate(SOME, () => spawns(SOME))));
row("the same as a supervised child", perSecond(await rate(SOME, () => children(SOME))));
row("a polite actor's answer, alone", await latency(false));
row("a polite actor's answer, beside a flood", await latency(true));
