import { describe, expect, test } from "vitest";
import type { Behaviour } from "./behaviour";
import type { SystemEvent } from "./events";
import type { Host } from "./host";
import { type Local, local, type Message } from "./message";
import { ActorSystem } from "./system";

/** Time passes only as the handlers say; slices are run by hand. */
class ManualHost implements Host {
  now = 0;
  readonly deferred: (() => void)[] = [];
  readonly clock = {
    now: () => this.now,
    wallNow: () => this.now,
    after: () => () => {},
  };

  random(): number {
    return 0;
  }

  defer(fn: () => void): void {
    this.deferred.push(fn);
  }

  microtask(fn: () => void): void {
    Promise.resolve().then(fn);
  }

  slice(): void {
    this.deferred.shift()?.();
  }
}

interface Work extends Message {
  readonly tag: "work";
  readonly run: Local<() => unknown>;
}

const worker: Behaviour<null, null, Work> = {
  init: () => ({ state: null }),
  handleCast: (message) => (message.run.value() instanceof Promise ? Promise.resolve() : undefined),
};

function setUp() {
  const host = new ManualHost();
  const system = new ActorSystem(host, { node: "n" });
  const ran: string[] = [];
  const send = (ref: ReturnType<typeof spawn>, name: string, count: number, ms: number) => {
    const run = local(() => {
      ran.push(name);
      host.now += ms;
    });
    for (let index = 0; index < count; index++) system.cast(ref, { tag: "work", run });
  };
  const spawn = () => system.spawn(worker, null);
  return { host, system, ran, send, spawn };
}

describe("the scheduler", () => {
  test("an actor's turn ends after 64 messages", () => {
    const { host, ran, send, spawn } = setUp();
    send(spawn(), "flooded", 200, 0);
    send(spawn(), "polite", 1, 0);
    host.slice();
    expect(ran.indexOf("polite")).toBe(64);
    expect(ran).toHaveLength(201);
  });

  test("an actor's turn ends after 2 ms", () => {
    const { host, ran, send, spawn } = setUp();
    send(spawn(), "slow", 10, 0.5);
    send(spawn(), "polite", 1, 0);
    host.slice();
    expect(ran.indexOf("polite")).toBe(4);
  });

  test("it yields to sockets and timers every 8 ms", () => {
    const { host, ran, send, spawn } = setUp();
    send(spawn(), "busy", 100, 1);
    host.slice();
    expect(ran).toHaveLength(8);
    expect(host.deferred).toHaveLength(1);
    host.slice();
    expect(ran).toHaveLength(16);
  });

  test("a slice ends after the turn that answered a call", async () => {
    const { host, system, ran, send, spawn } = setUp();
    const asked = system.spawn(
      { init: () => ({ state: null }), handleCall: () => ({ reply: 1 }) },
      null,
    );
    const call = system.call(asked, { tag: "ask" });
    send(spawn(), "busy", 100, 1);
    host.slice();
    expect(ran).toEqual([]);
    expect(await call).toBe(1);
    host.slice();
    expect(ran).toHaveLength(8);
  });

  test("an idle system asks nothing of its host", () => {
    const { host, send, spawn } = setUp();
    send(spawn(), "once", 1, 0);
    host.slice();
    expect(host.deferred).toHaveLength(0);
  });

  test("the watchdog names who held the loop over 100 ms", () => {
    const { host, system, send, spawn } = setUp();
    const events: SystemEvent[] = [];
    system.observe((event) => events.push(event));
    const [fine, hog] = [spawn(), spawn()];
    send(fine, "fine", 1, 99);
    send(hog, "hog", 1, 101);
    while (host.deferred.length > 0) host.slice();
    const held = events.filter(({ tag }) => tag === "loop_held");
    expect(held).toMatchObject([{ ref: hog, message: "work", ms: 101 }]);
  });

  test("the watchdog suspects whoever ran last between the slices", async () => {
    const { host, system, spawn, send } = setUp();
    const events: SystemEvent[] = [];
    const hog = spawn();
    system.observe((event) => events.push(event));
    system.cast(hog, { tag: "work", run: local(() => Promise.resolve()) });
    host.slice();
    send(spawn(), "next", 1, 0);
    host.now += 150;
    await new Promise<void>((resolve) => host.microtask(resolve));
    host.slice();
    expect(events.filter(({ tag }) => tag === "loop_held")).toMatchObject([{ ref: hog, ms: 150 }]);
  });

  test("`message_handled` is not even made when nobody observes", () => {
    const { host, system, send, spawn } = setUp();
    const ref = spawn();
    const events: SystemEvent[] = [];
    const stop = system.observe((event) => events.push(event));
    send(ref, "seen", 1, 3);
    host.slice();
    stop();
    send(ref, "unseen", 1, 0);
    host.slice();
    expect(events).toEqual([
      { tag: "message_handled", ref, message: "work", waitMs: 0, busyMs: 3 },
    ]);
    expect(system.info(ref)).toMatchObject({ messagesHandled: 2, busyMs: 3 });
  });

  test("whoever observes some events costs the others nothing", () => {
    const { host, system, send, spawn } = setUp();
    const ref = spawn();
    const events: string[] = [];
    system.observe((event) => events.push(event.tag), ["exited", "loop_held"]);
    send(ref, "hog", 1, 101);
    host.slice();
    system.exit(ref, "kill");
    expect(events).toEqual(["loop_held", "exited"]);
  });

  test("an observer that throws is heard no more, and harms nobody", () => {
    const { host, system, ran, send, spawn } = setUp();
    const events: string[] = [];
    system.observe((event) => events.push(event.tag));
    system.observe(() => {
      throw new Error("observer");
    });
    send(spawn(), "a", 2, 0);
    host.slice();
    expect(ran).toHaveLength(2);
    expect(events.filter((tag) => tag === "observer_failed")).toHaveLength(1);
  });
});
