/** What happened since a version, read from the log as taking back and restoring blocks need it. */
import type { Node } from "@tiptap/pm/model";
import { Step, type StepMap } from "@tiptap/pm/transform";
import { Past } from "@/collab/history/past";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import { compressMaps } from "@/collab/rebase/compress-maps";
import { schema } from "@/collab/schema/schema";
import type { ChangeLog, StoredChange } from "../ports/change-log";
import { documentAt } from "./history-reader";
import { mapsOf, parseSteps } from "./load-document";

/** Changes read between two pauses: a few milliseconds. */
const pageSize = 100;
/** Versions looked back over at most: a few seconds of work. */
export const farthestBack = 100_000;
/** Steps taken back at once. */
const mostTaken = 20_000;

export interface PastWorld {
  readonly log: ChangeLog;
  /** Lets everybody else run. */
  pause(): Promise<void>;
}

export type ReadPast =
  | { readonly ok: true; readonly past: Past; readonly head: Node }
  | { readonly ok: false; readonly error: Refusal };

/** Versions `from` to `until`, of which those that are `wanted` can be taken back. */
export async function readPast(
  world: PastWorld,
  documentId: string,
  from: number,
  until: number,
  wanted: (change: StoredChange) => boolean,
): Promise<ReadPast> {
  if (until - from >= farthestBack) return { ok: false, error: tooFar() };
  const start = await documentAt(world.log, documentId, from - 1);
  if (!start.ok) return start;
  const past = new Past();
  let head = start.head.doc;
  for (let version = from - 1; version < until; ) {
    const page = await world.log.read(documentId, version, Math.min(pageSize, until - version));
    for (const stored of page) {
      const replayed = stored.version === version + 1 ? replaySteps(stored, head) : undefined;
      if (!replayed) return { ok: false, error: unreadable(version + 1) };
      past.add(stored.version, replayed.steps, replayed.docs, wanted(stored));
      head = replayed.after;
      version = stored.version;
    }
    if (page.length === 0) return { ok: false, error: unreadable(version + 1) };
    if (past.taken > mostTaken) return { ok: false, error: tooMuch() };
    await world.pause();
  }
  return { ok: true, past, head };
}

/** The maps of versions after `since`, up to `until`. */
export async function readMaps(
  world: PastWorld,
  documentId: string,
  since: number,
  until: number,
): Promise<{ ok: true; maps: readonly StepMap[] } | { ok: false; error: Refusal }> {
  if (until - since > farthestBack) return { ok: false, error: tooFar() };
  let maps: StepMap[] = [];
  for (let version = since; version < until; ) {
    const page = await world.log.read(documentId, version, Math.min(pageSize, until - version));
    const last = page.at(-1);
    if (!last) return { ok: false, error: unreadable(version + 1) };
    maps = compressMaps([...maps, ...page.flatMap(mapsOf)]);
    version = last.version;
    await world.pause();
  }
  return { ok: true, maps };
}

function replaySteps(stored: StoredChange, before: Node) {
  try {
    const steps = parseSteps(stored).map((json) => Step.fromJSON(schema, json));
    const docs: Node[] = [];
    let after = before;
    for (const step of steps) {
      docs.push(after);
      const { doc } = step.apply(after);
      if (!doc) return undefined;
      after = doc;
    }
    return { steps, docs, after };
  } catch {
    return undefined;
  }
}

function unreadable(version: number): Refusal {
  const message = `Version ${version} can't be read, so what is before it can't be taken back.`;
  return refusal("not_found", message);
}

function tooFar(): Refusal {
  const message = `That is more than ${farthestBack} versions ago. Restore that version instead.`;
  return refusal("too_large", message);
}

function tooMuch(): Refusal {
  const message = `That is more than ${mostTaken} steps at once. Take back a part of it.`;
  return refusal("too_large", message);
}
