import { beforeEach, expect, test } from "vitest";
import { SimulatedHost } from "../actors/simulated-host";
import { ActorSystem } from "../actors/system";
import { memoryStores } from "../adapters/memory/memory-stores";
import { StoreError } from "../ports/store-error";
import { searchTexts, searchTextsName } from "./search-texts";

let host: SimulatedHost;
let system: ActorSystem;
let written: Record<string, string>[];
let away: boolean;

beforeEach(() => {
  host = new SimulatedHost(1);
  system = new ActorSystem(host, { node: "test" });
  [written, away] = [[], false];
  const { documents } = memoryStores();
  documents.saveTexts = async (texts) => {
    if (away) throw new StoreError("busy", "A backup runs.");
    written.push(Object.fromEntries(texts));
  };
  system.spawn(searchTexts, { documents }, { name: searchTextsName.name });
});

function keep(documentId: string, text: string, soon = false): void {
  system.cast(searchTextsName, { tag: "keep_text", documentId, text, soon });
}

test("what comes within a second is written together, the newest of each document", async () => {
  keep("plan", "one");
  keep("song", "la");
  await host.advance(900);
  keep("plan", "one two");
  expect(written).toEqual([]);
  await host.advance(100);
  expect(written).toEqual([{ plan: "one two", song: "la" }]);
  keep("song", "la la");
  await host.advance(1000);
  expect(written).toHaveLength(2);
});

test("what somebody may look for is written at once, with all that waits", async () => {
  keep("plan", "one");
  keep("song", "la", true);
  await host.runUntilIdle();
  expect(written).toEqual([{ plan: "one", song: "la" }]);
});

test("a store that is away costs those texts, and no more", async () => {
  away = true;
  keep("plan", "one", true);
  await host.runUntilIdle();
  away = false;
  keep("song", "la", true);
  await host.runUntilIdle();
  expect(written).toEqual([{ song: "la" }]);
});

test("what waits when the server stops is written", async () => {
  keep("plan", "one");
  await host.runUntilIdle();
  const ref = system.whereis(searchTextsName);
  if (ref) system.exit(ref, "shutdown");
  await host.runUntilIdle();
  expect(written).toEqual([{ plan: "one" }]);
});
