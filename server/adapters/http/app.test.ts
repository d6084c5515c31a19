/** What the HTTP API lets one address, or one person, make at once. */
import type { IncomingMessage } from "node:http";
import type { Hono } from "hono";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ActorSystem } from "../../actors/system";
import { Library } from "../../documents/library";
import { startTree } from "../../documents/tree";
import { Identities, type Identity, newId, sessionCookie } from "../identity";
import { createLog } from "../log";
import { memoryStores } from "../memory/memory-stores";
import { nodeHost } from "../node-host";
import { createHttpApp } from "./app";
import type { Env, HttpWorld } from "./context";
import { GuestLimits } from "./guest-limits";

let system: ActorSystem;
let identities: Identities;
let app: Hono<Env>;

beforeEach(async () => {
  system = new ActorSystem(nodeHost(), { node: "test" });
  const stores = memoryStores();
  const tree = await startTree(system, { ...stores, digest: (text) => text });
  identities = new Identities(stores.people, "a secret", false, Date.now);
  const library = new Library({ ...stores, newId, now: Date.now, sender: system, ...tree });
  const guests = new GuestLimits({ perSecond: 0.001, burst: 2 });
  const world: Partial<HttpWorld> = { identities, library, guests, log: createLog("silent") };
  app = createHttpApp(world as HttpWorld);
});
afterEach(() => system.stop());

async function post(path: string, who?: Identity, remoteAddress = "192.0.2.1"): Promise<number> {
  const headers = who ? { cookie: `${sessionCookie}=${who.token}` } : {};
  const incoming = { headers, socket: { remoteAddress } } as IncomingMessage;
  const answer = await app.request(`/api/${path}`, { method: "POST" }, { incoming });
  return answer.status;
}

test("[P4] a few guests for each address, whoever else is made one", async () => {
  const of = (address: string) => post("session", undefined, address);
  expect([await of("192.0.2.1"), await of("192.0.2.1")]).toEqual([201, 201]);
  expect([await of("192.0.2.1"), await of("192.0.2.2")]).toEqual([429, 201]);
});

test("[P5] a folder of documents for each person, and then no more of anything as large", async () => {
  const [ada, ben] = [await identities.createGuest("Ada"), await identities.createGuest("Ben")];
  let made = 0;
  while (made < 300 && (await post("documents", ada)) === 201) made += 1;
  expect(made).toBeGreaterThanOrEqual(200);
  expect(made).toBeLessThan(300);
  for (const path of ["", "/import", "/some/duplicate", "/some/restore", "/some/revert"]) {
    expect(await post(`documents${path}`, ada)).toBe(429);
  }
  expect(await post("documents", ben)).toBe(201);
});
