/** Faults in the tree of actors, injected through ports: what dies, what lives, what is told. */
import { describe, expect, test } from "vitest";
import type { ClientAnswers } from "@/collab/protocol/server-messages";
import type { SystemEvent } from "@/server/actors/events";
import { local } from "@/server/actors/message";
import type { ActorRef } from "@/server/actors/ref";
import { SimulatedHost } from "@/server/actors/simulated-host";
import type { UserMessage } from "@/server/documents/messages";
import type { TreeOptions } from "@/server/documents/tree";
import { SimulatedServer } from "./server";

const ada = { id: "ada", name: "Ada", color: "#1d4ed8" };

async function setUp(options: Partial<TreeOptions> = {}) {
  const host = new SimulatedHost(7);
  const server = new SimulatedServer(host, options);
  void server.start();
  await host.advance(10);
  const events: SystemEvent[] = [];
  server.system.observe((event) => {
    events.push(event);
  });
  const documentId = await server.createDocument(ada);
  return { host, server, events, documentId, user: await connect(server, host) };
}

async function connect(server: SimulatedServer, host: SimulatedHost) {
  const sent: { event: string; payload: unknown }[] = [];
  const connection = {
    send: (event: string, payload: unknown) => void sent.push({ event, payload }),
    backlogBytes: () => 0,
    close: () => {},
  };
  let ref: ActorRef<UserMessage> | undefined;
  server.tree.startUser(ada, connection, server.newId()).then((started) => {
    ref = started;
  });
  await host.advance(1);
  if (!ref) throw new Error("no user");
  return { ref, sent };
}

type Said = { host: SimulatedHost; server: SimulatedServer; user: { ref: ActorRef<UserMessage> } };

/** Says something as a client, and waits for the answer in simulated time. */
async function say<E extends "join" | "apply_change">(
  { host, server, user }: Said,
  tag: E,
  payload: object,
  waitMs = 30_000,
): Promise<ClientAnswers[E]> {
  let given: ClientAnswers[E] | undefined;
  const answer = local((value: ClientAnswers[E]) => {
    given = value;
  });
  server.system.cast(user.ref, { tag, payload, answer } as unknown as UserMessage);
  for (let waited = 0; waited < waitMs && !given; waited += 20) await host.advance(20);
  if (!given) throw new Error(`${tag} was not answered`);
  return given;
}

const typing = (text: string) => ({
  stepType: "replace",
  from: 1,
  to: 1,
  slice: { content: [{ type: "text", text }] },
});

const change = (documentId: string, changeId: string, text: string) => ({
  ...{ documentId, changeId, baseVersion: 0, steps: [typing(text)] },
});

const join = (documentId: string) => ({ documentId, protocol: 1 });

describe("a change whose actor crashes", () => {
  test("once is retried, and nobody notices", async () => {
    let crashes = 0;
    const beforeApply = () => {
      crashes += 1;
      if (crashes === 1) throw new Error("injected");
    };
    const world = await setUp({ beforeApply });
    await say(world, "join", join(world.documentId));
    const answer = await say(world, "apply_change", change(world.documentId, "change-01", "a"));
    expect(answer).toEqual({ ok: true, version: 1 });
    expect(world.events.filter(({ tag }) => tag === "restarted")).toHaveLength(1);
  });

  test("[P28] twice is refused as poisoned, with its stack kept; its document goes on", async () => {
    const beforeApply = ({ changeId }: { changeId: string }) => {
      if (changeId === "change-bad") throw new Error("injected poison");
    };
    const world = await setUp({ beforeApply });
    await say(world, "join", join(world.documentId));
    const bad = await say(world, "apply_change", change(world.documentId, "change-bad", "x"));
    expect(bad).toMatchObject({ ok: false, error: { code: "poisoned", retryable: false } });
    const good = await say(world, "apply_change", change(world.documentId, "change-02", "b"));
    expect(good).toEqual({ ok: true, version: 1 });
    const restarted = world.events.filter(({ tag }) => tag === "restarted");
    expect(restarted).toHaveLength(1);
    const letters = JSON.stringify(world.server.system.deadLetters.list());
    expect(letters).toContain("injected poison");
    const told = world.events.filter(({ tag }) => tag === "dead_letter");
    expect(told).toMatchObject([{ letter: { cause: "poisoned" } }]);
  });
});

describe("a store that is away", () => {
  test("for thirty seconds takes nothing down: clients are told unavailable, then go on", async () => {
    const world = await setUp();
    const { server, events } = world;
    await say(world, "join", join(world.documentId));
    await say(world, "apply_change", change(world.documentId, "change-01", "a"));
    server.log.faults = { ...server.log.faults, failBefore: 1, failRead: 1 };
    const away = await say(world, "apply_change", change(world.documentId, "change-02", "b"));
    expect(away).toMatchObject({ ok: false, error: { code: "unavailable", retryable: true } });
    await world.host.advance(30_000);
    const still = await say(world, "apply_change", change(world.documentId, "change-02", "b"));
    expect(still).toMatchObject({ ok: false, error: { code: "unavailable" } });
    server.log.faults = { ...server.log.faults, failBefore: 0, failRead: 0 };
    await world.host.advance(5_000);
    const back = await say(world, "apply_change", change(world.documentId, "change-02", "b"));
    expect(back).toEqual({ ok: true, version: 2 });
    expect(events.filter(({ tag }) => tag === "intensity_reached")).toEqual([]);
    expect(server.system.isAlive(world.user.ref)).toBe(true);
  });

  test("while a document loads never yields a blank one", async () => {
    const world = await setUp();
    await say(world, "join", join(world.documentId));
    await say(world, "apply_change", change(world.documentId, "change-01", "text"));
    world.server.kill(`document:${world.documentId}`);
    world.server.log.faults = { ...world.server.log.faults, failRead: 1 };
    await world.host.advance(1000);
    const away = await say(world, "join", join(world.documentId));
    expect(away).toMatchObject({ ok: false, error: { code: "unavailable" } });
    world.server.log.faults = { ...world.server.log.faults, failRead: 0 };
    await world.host.advance(5000);
    const back = await say(world, "join", join(world.documentId));
    expect(back).toMatchObject({ ok: true, version: 1 });
    expect(JSON.stringify(back)).toContain("text");
  });
});

describe("an old change", () => {
  /** A document that knows only its last checkpoint, so that a change made before must be caught up. */
  async function setUpOld() {
    const world = await setUp();
    await say(world, "join", join(world.documentId));
    for (let made = 1; made <= 8; made++) {
      await say(world, "apply_change", change(world.documentId, `change-0${made}`, "a"));
    }
    world.server.kill(`document:${world.documentId}`);
    await world.host.advance(500);
    await say(world, "join", join(world.documentId));
    return { ...world, old: change(world.documentId, "change-old", "b") };
  }

  test("whose past can't be read is refused for now, and nobody else notices", async () => {
    const world = await setUpOld();
    const { server, events, documentId } = world;
    const document = server.system.whereis(`document:${documentId}`);
    server.log.faults = { ...server.log.faults, failRead: 1 };
    const away = await say(world, "apply_change", world.old, 1000);
    expect(away).toMatchObject({ ok: false, error: { code: "unavailable", retryable: true } });
    expect(server.system.whereis(`document:${documentId}`)).toEqual(document);
    expect(events.filter(({ tag }) => tag === "restarted")).toHaveLength(1);
    server.log.faults = { ...server.log.faults, failRead: 0 };
    expect(await say(world, "apply_change", world.old)).toEqual({ ok: true, version: 9 });
  });

  test("whose reader is gone is refused for now, and the document may rest", async () => {
    const world = await setUpOld();
    const { server, documentId } = world;
    server.log.faults = { ...server.log.faults, delayMs: [500, 500] };
    const refused = say(world, "apply_change", world.old, 1000);
    await world.host.advance(100);
    const reader = server.system.list().find(({ label }) => label.startsWith("catch-up"));
    if (!reader) throw new Error("nobody reads");
    server.system.exit(reader.ref, "shutdown");
    expect(await refused).toMatchObject({ ok: false, error: { code: "unavailable" } });
    server.system.exit(world.user.ref, "shutdown");
    await world.host.advance(20_000);
    expect(server.system.whereis(`document:${documentId}`)).toBeUndefined();
  });
});

describe("a document's actor", () => {
  test("that is killed comes back from the store; its users stay and get what they missed", async () => {
    const world = await setUp();
    await say(world, "join", join(world.documentId));
    await say(world, "apply_change", change(world.documentId, "change-01", "a"));
    world.server.kill(`document:${world.documentId}`);
    await world.host.advance(500);
    const other = await connect(world.server, world.host);
    const second = { ...world, user: other };
    await say(second, "apply_change", change(world.documentId, "change-02", "b"));
    await world.host.advance(500);
    const versions = world.user.sent
      .filter(({ event }) => event === "broadcast_change")
      .flatMap(({ payload }) => (payload as { changes: { version: number }[] }).changes)
      .map(({ version }) => version);
    expect(versions).toEqual([1, 2]);
    expect(world.server.system.isAlive(world.user.ref)).toBe(true);
  });

  test("with nobody in it leaves memory, and comes back at the next message", async () => {
    const world = await setUp();
    await say(world, "apply_change", change(world.documentId, "change-01", "a"));
    const name = `document:${world.documentId}`;
    expect(world.server.system.whereis(name)).toBeDefined();
    await world.host.advance(10_000);
    expect(world.server.system.whereis(name)).toBeUndefined();
    const kept = await world.server.stores.log.checkpointBefore(world.documentId, 1);
    expect(kept?.version).toBe(1);
    const answer = await say(world, "apply_change", change(world.documentId, "change-02", "b"));
    expect(answer).toEqual({ ok: true, version: 2 });
  });

  test("in a restart storm leaves a hundred others untouched", async () => {
    const world = await setUp();
    const ids = [];
    for (let i = 0; i < 100; i++) ids.push(await world.server.createDocument(ada));
    for (const id of ids.slice(0, 40)) await say(world, "join", join(id));
    const refs = ids.slice(0, 40).map((id) => world.server.system.whereis(`document:${id}`));
    await say(world, "join", join(world.documentId));
    for (let i = 0; i < 10; i++) {
      world.server.kill(`document:${world.documentId}`);
      await world.host.advance(60);
    }
    const now = ids.slice(0, 40).map((id) => world.server.system.whereis(`document:${id}`));
    expect(now).toEqual(refs);
    const answer = await say(world, "apply_change", change(world.documentId, "change-09", "z"));
    expect(answer).toEqual({ ok: true, version: 1 });
  });
});
