/**
 * The whole product in a box: real sessions, real actors, a store in memory, and a clock, network
 * and randomness that a seed decides. First everything may go wrong; then it heals, and everything
 * must come right.
 */
import { MemoryPendingStore } from "@/client/session/memory-pending";
import { seededRandom } from "@/server/actors/random";
import { SimulatedHost } from "@/server/actors/simulated-host";
import type { TreeOptions } from "@/server/documents/tree";
import type { ChangeLog } from "@/server/ports/change-log";
import type { Trace } from "../support/headless-editor";
import { checkInvariants, type Work } from "./invariants";
import type { Tamper } from "./network";
import { Person } from "./person";
import { SimulatedServer } from "./server";

export interface SimulationOptions {
  readonly seed: number;
  readonly trace?: (line: string) => void;
  /** A planted bug, or another change of the tree. */
  readonly tree?: Partial<TreeOptions>;
  /** A store with a planted bug. */
  readonly wrapLog?: (log: ChangeLog) => ChangeLog;
  /** A client with a planted bug: what it sends, as it is sent. */
  readonly tamper?: Tamper;
}

interface Plan {
  readonly people: number;
  readonly rounds: number;
  readonly latencyMs: readonly [number, number];
  readonly breaks: number;
  readonly awayMs: number;
  readonly logFaults: { busy: number; failBefore: number; failAfter: number; failRead: number };
  readonly logDelayMs: number;
  readonly actorCrashes: number;
  readonly serverCrashes: number;
  readonly tabKills: number;
}

/** What happened, so that a test can assert that anything did. */
export interface SimulationResult extends Work {
  readonly plan: Plan;
}

/** Runs one seed to its end. @throws when an invariant does not hold, with the seed in the message */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const { seed, trace: print = () => {} } = options;
  const plan = planOf(seed);
  const host = new SimulatedHost(seed);
  const server = new SimulatedServer(host, options.tree, options.wrapLog);
  const say = (line: string) => print(`${host.clock.now().toFixed(0).padStart(7)} ms  ${line}`);
  say(JSON.stringify(plan));
  await settled(host, server.start());
  const people = await invite(plan, host, server, options.tamper);
  await settle(host, 3000);
  misbehave(server, plan);
  for (let round = 0; round < plan.rounds; round++) {
    const person = people[Math.floor(host.random() * people.length)];
    if (person) say(`${person.options.user.id} ${person.edit()}`);
    await trouble(server, people, plan, say);
    await host.advance(host.random() * 120);
  }
  heal(server, people);
  if (!server.running) await settled(host, server.start());
  say("healed");
  await untilQuiet(host, people, seed);
  const work = await checkInvariants(server, people, seed);
  for (const person of people) person.session.close();
  server.crash();
  return { ...work, plan };
}

function planOf(seed: number): Plan {
  const random = seededRandom(seed * 7919 + 13);
  const between = (least: number, most: number) => least + random() * (most - least);
  const sometimes = (chance: number, value: number) => (random() < chance ? value : 0);
  const calm = random() < 0.25;
  const most = calm ? 5 : between(5, 1500);
  const faults = calm ? 0 : 1;
  return {
    people: 2 + Math.floor(random() * 4),
    rounds: 30 + Math.floor(random() * 60),
    latencyMs: [1, most],
    breaks: faults * sometimes(0.5, between(0, 0.03)),
    awayMs: between(100, 6000),
    logFaults: {
      busy: faults * sometimes(0.3, 0.1),
      failBefore: faults * sometimes(0.3, 0.05),
      failAfter: faults * sometimes(0.3, 0.05),
      failRead: faults * sometimes(0.3, 0.1),
    },
    logDelayMs: between(0, 300),
    actorCrashes: faults * sometimes(0.4, 0.04),
    serverCrashes: faults * sometimes(0.3, 0.02),
    tabKills: faults * sometimes(0.3, 0.03),
  };
}

async function invite(
  plan: Plan,
  host: SimulatedHost,
  server: SimulatedServer,
  tamper: Tamper | undefined,
) {
  const names = ["ada", "ben", "cyd", "dan", "eva", "fay"].slice(0, plan.people);
  const users = names.map((id) => ({ id, name: id, color: "#1d4ed8" }));
  const owner = users[0];
  if (!owner) throw new Error("Nobody was invited.");
  const documentId = await settled(host, server.createDocument(owner));
  const drawers = new MemoryPendingStore();
  const trace: Trace = { typed: new Set(), deleted: new Set() };
  const conditions = {
    latencyMs: plan.latencyMs,
    breaks: plan.breaks,
    awayMs: plan.awayMs,
  };
  return users.map((user) => {
    return new Person({ host, server, user, documentId, conditions, drawers, trace, tamper });
  });
}

function misbehave(server: SimulatedServer, { logFaults, logDelayMs }: Plan): void {
  server.log.faults = { ...logFaults, delayMs: [0, logDelayMs] };
}

async function trouble(
  server: SimulatedServer,
  people: readonly Person[],
  plan: Plan,
  say: (line: string) => void,
): Promise<void> {
  const { host } = server;
  const documentId = people[0]?.options.documentId ?? "";
  if (host.random() < plan.actorCrashes && server.running) {
    const victims = [`document:${documentId}`, `changes:${documentId}`, "journal"];
    const victim = victims[Math.floor(host.random() * victims.length)] ?? "";
    say(`kills ${victim}`);
    server.kill(victim);
  }
  if (host.random() < plan.serverCrashes && server.running) {
    say("kills the server");
    server.crash();
    for (const person of people) person.transport.break();
    host.clock.after(host.random() * 3000, () => void (server.running || server.start()));
  }
  if (host.random() < plan.tabKills) {
    const person = people[Math.floor(host.random() * people.length)];
    // What was typed within the last moment may not have reached the drawer yet.
    await host.advance(300);
    say(`kills the tab of ${person?.options.user.id}`);
    person?.killTab();
  }
}

function heal(server: SimulatedServer, people: readonly Person[]): void {
  server.log.faults = { ...server.log.faults, busy: 0, failBefore: 0, failAfter: 0, failRead: 0 };
  for (const { options } of people) options.conditions.breaks = 0;
}

/** Liveness: after the last fault everything is saved, and everybody is at one version, in time. */
async function untilQuiet(
  host: SimulatedHost,
  people: readonly Person[],
  seed: number,
): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 500) {
    await settle(host, 500);
    const versions = new Set(people.map((person) => person.session.version));
    if (versions.size === 1 && people.every((person) => person.saved)) return settle(host, 5000);
  }
  const states = people.map(({ options, session }) => {
    const { status, saved, pendingChanges } = session.snapshot();
    return { who: options.user.id, status, saved, pendingChanges, version: session.version };
  });
  throw new Error(`seed ${seed}: did not come to rest: ${JSON.stringify(states)}`);
}

async function settle(host: SimulatedHost, ms: number): Promise<void> {
  await host.advance(ms);
}

/** A promise that only the simulated clock can settle. */
async function settled<T>(host: SimulatedHost, promise: Promise<T>): Promise<T> {
  let done = false;
  const result = promise.finally(() => {
    done = true;
  });
  for (let i = 0; i < 1000 && !done; i++) await host.advance(5);
  return result;
}
