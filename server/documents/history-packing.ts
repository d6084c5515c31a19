/**
 * Packing old history, a little at a time: replays a run of changes to know where it leads, and has
 * the store put it into one row. Newer changes stay as they are, for everybody who catches up.
 */
import type { Node } from "@tiptap/pm/model";
import { becomeSteps } from "@/collab/rebase/become-steps";
import type { ChangeLog } from "../ports/change-log";
import type { PackStore } from "../ports/history";
import { documentAt } from "./history-reader";
import { replay } from "./load-document";
import type { Head } from "./sequencer";

export interface PackingWorld {
  readonly log: ChangeLog;
  readonly packs: PackStore;
}

/** One change read means one pack read: a thousand are unpacked in a few milliseconds. */
export const packSize = 1000;
/** So many of the newest changes are never packed. */
export const hotChanges = 2000;
/** Every so many packs the whole document is kept; to leap over that many takes about 20 ms. */
const packsPerBase = 16;
/** Changes replayed in one turn. */
const turn = 50;

/** Packs what is old enough at version `until`, which is stored; others may run at each `yield`. */
export async function* packHistory(
  { log, packs }: PackingWorld,
  documentId: string,
  until: number,
): AsyncGenerator<void> {
  let from = (await packs.packedTo(documentId)) + 1;
  let before: Head | undefined;
  for (; from + packSize - 1 <= until - hotChanges; from += packSize) {
    before ??= await headAt(log, documentId, from - 1);
    const to = from + packSize - 1;
    let after: Head | undefined = before;
    while (after && after.version < to) {
      yield;
      after = await replayOn(log, documentId, after, Math.min(to, after.version + turn));
    }
    // Damaged rows stay what they are: nothing is put in their place.
    if (!before || !after) return;
    yield;
    const leap = leapBetween(before.doc, after.doc);
    yield;
    const base = isBase(from) ? JSON.stringify(before.doc.toJSON()) : null;
    if (!(await packs.pack(documentId, { from, to, leap, base }))) return;
    before = after;
    yield;
  }
}

/** The first pack needs none: before it, the document is empty. */
function isBase(from: number): boolean {
  const index = (from - 1) / packSize;
  return index > 0 && index % packsPerBase === 0;
}

async function headAt(log: ChangeLog, documentId: string, version: number) {
  const at = await documentAt(log, documentId, version);
  return at.ok ? at.head : undefined;
}

async function replayOn(log: ChangeLog, documentId: string, head: Head, to: number) {
  try {
    let now = head;
    for (const stored of await log.read(documentId, head.version, to - head.version)) {
      now = { doc: replay(now, stored).doc, version: stored.version };
    }
    return now.version === to ? now : undefined;
  } catch (error) {
    if (error instanceof Error && error.name !== "StoreError") return undefined;
    throw error;
  }
}

function leapBetween(before: Node, after: Node): string {
  return JSON.stringify(becomeSteps(before, after).map((step) => step.toJSON()));
}
