/**
 * The whole product in a box: real sessions, real actors, a store in memory, and a clock, network
 * and randomness that a seed decides. First everything may go wrong; then it heals, and everything
 * must come right.
 */
import { MemoryPendingStore } from "@/client/session/memory-pending";
import { SimulatedHost } from "@/server/actors/simulated-host";
import type { TreeOptions } from "@/server/documents/tree";
import type { ChangeLog } from "@/server/ports/change-log";
import { checkInvariants, type Work } from "./invariants";
import type { Tamper } from "./network";
import { Person } from "./person";
import { type Plan, planOf } from "./plan";
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
  await settle(host, 10_000);
  misbehave(server, people, plan);
  for (let round = 0; round < plan.rounds; round++) {
    const person = people[Math.floor(host.random() * people.length)];
    if (person) say(`${person.options.user.id} ${person.edit()}`);
    await trouble(server, people, plan, say);
    await host.advance(host.random() * plan.paceMs);
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

const names = ["ada", "ben", "cyd", "dan", "eva", "fay", "gus", "hal"];

/** One tab each; the last of many people has a second tab on what the first one writes. */
async function invite(
  { documents, people, network }: Plan,
  host: SimulatedHost,
  server: SimulatedServer,
  tamper: Tamper | undefined,
): Promise<readonly Person[]> {
  const users = names.slice(0, people).map((id) => ({ id, name: id, color: "#1d4ed8" }));
  const drawers = new MemoryPendingStore();
  const conditions = { ...network, breaks: 0, loses: 0 };
  const writing = await Promise.all(
    Array.from({ length: documents }, async (_, index) => ({
      documentId: await settled(host, server.createDocument(owner(users, index))),
      trace: { typed: new Set<string>(), deleted: new Set<string>() },
    })),
  );
  return users.map((user, index) => {
    const document = writing[index % documents];
    if (!document) throw new Error("There is nothing to write in.");
    const self = people > 5 && index === people - 1 ? owner(users, index % documents) : user;
    return new Person({ ...document, host, server, user: self, conditions, drawers, tamper });
  });
}

function owner<User>(users: readonly User[], index: number): User {
  const user = users[index % users.length];
  if (!user) throw new Error("Nobody was invited.");
  return user;
}

function misbehave(
  server: SimulatedServer,
  people: readonly Person[],
  { logFaults, logDelayMs, network }: Plan,
): void {
  server.log.faults = { ...logFaults, delayMs: [0, logDelayMs] };
  for (const person of people) person.setConditions(network);
}

async function trouble(
  server: SimulatedServer,
  people: readonly Person[],
  plan: Plan,
  say: (line: string) => void,
): Promise<void> {
  const { host } = server;
  if (host.random() < plan.actorCrashes && server.running) {
    const documentId = owner(people, Math.floor(host.random() * people.length)).options.documentId;
    const victims = [`document:${documentId}`, `changes:${documentId}`, "journal"];
    const victim = victims[Math.floor(host.random() * victims.length)] ?? "";
    say(`kills ${victim}`);
    server.kill(victim);
  }
  if (host.random() < plan.clockJumps) {
    const days = host.random() < 0.5 ? -1 : 1;
    say(`the wall clock jumps by ${days} day`);
    host.jumpWallClock(days * 86_400_000);
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

/** All is well again. Where messages were lost, connections start anew: the last may be missing. */
function heal(server: SimulatedServer, people: readonly Person[]): void {
  server.log.faults = { ...server.log.faults, busy: 0, failBefore: 0, failAfter: 0, failRead: 0 };
  for (const person of people) {
    const { conditions } = person.options;
    if (conditions.loses > 0) person.transport.break();
    person.setConditions({ ...conditions, breaks: 0, loses: 0, doubles: 0 });
  }
}

/** Liveness: after the last fault everything is saved, and everybody is at one version, in time. */
async function untilQuiet(
  host: SimulatedHost,
  people: readonly Person[],
  seed: number,
): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 500) {
    await settle(host, 500);
    const versions = people.map(
      ({ options, session }) => `${options.documentId} ${session.version}`,
    );
    const documents = new Set(people.map(({ options }) => options.documentId));
    const together = new Set(versions).size === documents.size;
    if (together && people.every((person) => person.saved)) return settle(host, 5000);
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
