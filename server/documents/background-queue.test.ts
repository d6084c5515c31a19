import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Behaviour } from "../actors/behaviour";
import { ActorSystem } from "../actors/system";
import { nodeHost } from "../adapters/node-host";
import { askForTurn, backgroundQueue, backgroundQueueName, type GoOn } from "./background-queue";

interface Work {
  readonly name: string;
  readonly pieces: number;
  /** Dies in its first piece. */
  readonly dies?: boolean;
}

let system: ActorSystem;
let seen: string[];
let working: number;
let mostAtOnce: number;

/** Does so many pieces of work, each of which takes a while. */
const worker: Behaviour<Work, Work & { left: number }, GoOn> = {
  init(work, ctx) {
    askForTurn(ctx);
    return { state: { ...work, left: work.pieces } };
  },
  async handleCast(_turn, state, ctx) {
    seen.push(state.name);
    if (state.dies) throw new Error("The store is away.");
    working += 1;
    mostAtOnce = Math.max(mostAtOnce, working);
    await new Promise((resolve) => setTimeout(resolve, 2));
    working -= 1;
    state.left -= 1;
    if (state.left === 0) return { stop: "normal" };
    askForTurn(ctx);
  },
};

beforeEach(() => {
  system = new ActorSystem(nodeHost(), { node: "test" });
  system.spawn(backgroundQueue, undefined, { name: backgroundQueueName.name });
  [seen, working, mostAtOnce] = [[], 0, 0];
});
afterEach(() => system.stop());

const start = (work: Work) => system.spawn(worker, work);

test("one works at a time, and all of them by turns", async () => {
  for (const name of ["a", "b", "c"]) start({ name, pieces: 3 });
  await vi.waitFor(() => expect(seen.join("")).toBe("abcabcabc"));
  expect(mostAtOnce).toBe(1);
});

test("who dies at work, or before its turn, keeps nobody waiting", async () => {
  start({ name: "a", pieces: 1 });
  start({ name: "b", pieces: 1, dies: true });
  const gone = start({ name: "gone", pieces: 1 });
  start({ name: "c", pieces: 2 });
  system.exit(gone, "shutdown");
  await vi.waitFor(() => expect(seen.join("")).toBe("abcc"));
});
