/** Who acts without a socket is answered, whatever becomes of the actor that acts for them. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ActorSystem } from "../actors/system";
import { memoryStores } from "../adapters/memory/memory-stores";
import { nodeHost } from "../adapters/node-host";
import { Library } from "./library";
import { startTree } from "./tree";

const ada = { id: "ada", name: "Ada", color: "#1d4ed8", guest: false, createdAt: 0 };
const unavailable = { ok: false, error: { code: "unavailable", retryable: true } };

let system: ActorSystem;
let library: Library;
let documentId: string;
let crashes: boolean;

beforeEach(async () => {
  crashes = false;
  const digest = (text: string) => {
    if (crashes) throw new Error("injected");
    return text;
  };
  system = new ActorSystem(nodeHost(), { node: "local", cloneMessages: true });
  const stores = memoryStores();
  const tree = await startTree(system, { ...stores, digest });
  const newId = () => crypto.randomUUID();
  library = new Library({ ...stores, newId, now: Date.now, sender: system, ...tree });
  const made = await library.create(ada, "Plan");
  if (!made.ok) throw new Error(made.error.message);
  documentId = made.value.id;
});
afterEach(() => system.stop());

function type(text: string) {
  const slice = { content: [{ type: "text", text }] };
  const steps = [{ stepType: "replace", from: 1, to: 1, slice }];
  return library.change(ada, documentId, { changeId: `change-${text}`, baseVersion: 0, steps });
}

test("an actor that dies before it answers is an answer", async () => {
  crashes = true;
  expect(await type("a")).toMatchObject(unavailable);
  crashes = false;
  expect(await type("a")).toEqual({ ok: true, version: 1 });
});

test("so is one that can't be started just now", async () => {
  const users = system.whereis("users");
  if (users) system.exit(users, "kill");
  expect(await type("a")).toMatchObject(unavailable);
  await vi.waitFor(async () => expect(await type("a")).toEqual({ ok: true, version: 1 }));
});
