/**
 * What a server does for the first time is read, compiled and asked for the first time, and takes a
 * tenth of a second; whoever opens the first document would wait for it. It is done once before the
 * server says that it is ready, about nothing.
 */
import type { ClientAnswers } from "@/collab/protocol/server-messages";
import { schema } from "@/collab/schema/schema";
import { local } from "./actors/message";
import { ActorSystem } from "./actors/system";
import { memoryStores } from "./adapters/memory/memory-stores";
import { nodeHost } from "./adapters/node-host";
import { Library } from "./documents/library";
import { readCheckpoint } from "./documents/load-document";
import { startTree, type TreeOptions } from "./documents/tree";
import type { Connection } from "./ports/connection";
import type { Stores } from "./ports/stores";

type Makers = Pick<TreeOptions, "digest" | "newId">;

/** As long as the documents people write. */
const paragraphs = 300;
/** After so many V8 knows what is worth compiling. */
const openings = 5;

/** A store that is away is told elsewhere: nothing here fails for it. */
export async function rehearse(stores: Stores, makers: Makers): Promise<void> {
  await askAboutNothing(stores);
  await openAndWrite(makers);
}

async function askAboutNothing({ documents, log }: Stores): Promise<void> {
  const nothing = "rehearsal";
  const asked = [
    documents.find(nothing),
    documents.membership(nothing, nothing),
    log.open(nothing),
  ];
  const read = [log.checkpointBefore(nothing, 1), log.read(nothing, 0, 1)];
  await Promise.allSettled([...asked, ...read]);
}

/** Somebody opens a document and writes in it, in a system of its own, over memory. */
async function openAndWrite(makers: Makers): Promise<void> {
  const stores = memoryStores();
  const system = new ActorSystem(nodeHost(), { node: "rehearsal" });
  const tree = await startTree(system, { ...stores, ...makers });
  const library = new Library({ ...stores, ...makers, now: Date.now, sender: system, ...tree });
  const user = { id: makers.newId(), name: "Nobody", color: "#000000" };
  const { id: documentId } = await library.create(
    { ...user, guest: true, createdAt: Date.now() },
    undefined,
    someText(),
  );
  const connection: Connection = {
    send: (_event, payload) => void JSON.stringify(payload),
    backlogBytes: () => 0,
    close() {},
  };
  for (let opening = 0; opening < openings; opening++) {
    const person = await tree.startUser(user, connection, makers.newId());
    const joined = await new Promise<ClientAnswers["join"]>((resolve) => {
      const payload = { documentId, protocol: 1 as const };
      system.cast(person, { tag: "join", payload, answer: local(resolve) });
    });
    if (!joined.ok) break;
    readCheckpoint({ version: joined.version, doc: JSON.stringify(joined.doc) });
    const slice = { content: [{ type: "text", text: "a word" }] };
    const steps = [{ stepType: "replace", from: 1, to: 1, slice }];
    const change = { documentId, changeId: makers.newId(), baseVersion: joined.version, steps };
    await new Promise((resolve) => {
      system.cast(person, { tag: "apply_change", payload: change, answer: local(resolve) });
    });
  }
  await system.stop();
}

function someText() {
  const text = schema.text("A line of what somebody may have written. ".repeat(7));
  const block = () => schema.node("paragraph", null, text);
  return schema.node("doc", null, Array.from({ length: paragraphs }, block));
}
