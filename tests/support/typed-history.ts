/** A document with a long history in a store: words typed at the end of its paragraphs, some deleted. */
import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import { emptyDocument, schema } from "@/collab/schema/schema";
import type { StoredChange } from "@/server/ports/change-log";
import type { Stores } from "@/server/ports/stores";
import { aChange, noon, openEpoch } from "./log-samples";

const people = ["ada", "ada", "ada", "ben"];
const changesAtOnce = 500;

export interface TypedHistory {
  /** The document at version n at index n, as JSON text. */
  readonly docs: readonly string[];
  readonly changes: readonly StoredChange[];
}

/** Writes `length` changes, and a checkpoint every 200. */
export async function typeHistory(
  stores: Stores,
  documentId: string,
  length: number,
): Promise<TypedHistory> {
  const epoch = await openEpoch(stores, documentId);
  const changes: StoredChange[] = [];
  let doc = emptyDocument();
  const docs = [JSON.stringify(doc)];
  for (let version = 1; version <= length; version++) {
    const json = nextStep(doc, version);
    doc = Step.fromJSON(schema, json).apply(doc).doc ?? doc;
    const userId = people[Math.floor(version / 37) % people.length] ?? "ada";
    // A pause of six minutes now and then, so that there are sessions.
    const createdAt = noon + version * 700 + Math.floor(version / 400) * 360_000;
    changes.push(
      aChange(documentId, version, { userId, steps: JSON.stringify([json]), createdAt }),
    );
    docs.push(JSON.stringify(doc));
  }
  for (let start = 0; start < length; start += changesAtOnce) {
    const some = changes.slice(start, start + changesAtOnce);
    await stores.log.append([{ documentId, epoch, expectedVersion: start, changes: some }]);
  }
  for (let version = 200; version <= length; version += 200) {
    await stores.log.saveCheckpoint(documentId, { version, doc: docs[version] ?? "" });
  }
  return { docs, changes };
}

function nextStep(doc: Node, version: number): object {
  const end = doc.content.size - 1;
  if (version % 90 === 0) {
    const paragraph = { type: "paragraph" };
    const slice = { content: [paragraph, paragraph], openStart: 1, openEnd: 1 };
    return { stepType: "replace", from: end, to: end, slice };
  }
  if (version % 7 === 0 && doc.lastChild && doc.lastChild.content.size > 2) {
    return { stepType: "replace", from: end - 1, to: end };
  }
  const text = "abcdefgh ijkl mnop"[version % 18] ?? "x";
  const at = version % 200 > 150 ? 1 : end;
  return { stepType: "replace", from: at, to: at, slice: { content: [{ type: "text", text }] } };
}
