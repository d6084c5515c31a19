/** Opening a document: the last checkpoint, and the changes after it, never the whole history. */
import { Node } from "@tiptap/pm/model";
import { Step, type StepMap } from "@tiptap/pm/transform";
import type { StepJson } from "@/collab/protocol/client-messages";
import type { WireChange } from "@/collab/protocol/server-messages";
import { emptyDocument, schema } from "@/collab/schema/schema";
import type { ChangeLog, Checkpoint, StoredChange } from "../ports/change-log";
import { restoredIn } from "./change-about";
import { RecentChanges } from "./recent-changes";
import type { Head } from "./sequencer";

export interface LoadedDocument {
  /** Undefined when it can only be read just now. */
  readonly epoch: number | undefined;
  readonly title: string;
  readonly head: Head;
  readonly recent: RecentChanges;
  readonly checkpointVersion: number;
  /** Set when a stored row could not be read: the document stands at the version before it. */
  readonly damage: string | undefined;
}

/** How many changes stay in memory per open document; older ones are read from the log. */
const recentLimit = 300;

/**
 * Opens a document and raises its epoch; undefined when there is none.
 * @throws StoreError when the store is away
 */
export async function loadDocument(
  log: ChangeLog,
  documentId: string,
): Promise<LoadedDocument | undefined> {
  const opened = await log.open(documentId);
  if (!opened) return undefined;
  const start = readCheckpoint(opened.checkpoint);
  const recent = new RecentChanges(start.version, recentLimit);
  let head = start;
  let damage: string | undefined;
  for (const stored of opened.tail) {
    try {
      const { doc, maps } = replay(head, stored);
      head = { doc, version: stored.version };
      recent.push({ digest: stored.digest, maps, wire: toWire(stored) });
    } catch (error) {
      damage = `Version ${stored.version} can't be read (${String(error)}).`;
      break;
    }
  }
  if (!damage && head.version !== opened.headVersion) {
    damage = `The log ends at version ${head.version}, not at ${opened.headVersion}.`;
  }
  const { epoch, title } = opened;
  return { epoch, title, head, recent, checkpointVersion: start.version, damage };
}

export function readCheckpoint(checkpoint: Checkpoint | null | undefined): Head {
  if (!checkpoint) return { doc: emptyDocument(), version: 0 };
  const json: unknown = JSON.parse(checkpoint.doc);
  return { doc: Node.fromJSON(schema, json), version: checkpoint.version };
}

/** Applies one stored change to the version before it. @throws when it does not fit. */
export function replay(head: Head, stored: StoredChange): { doc: Node; maps: StepMap[] } {
  if (stored.version !== head.version + 1) {
    throw new RangeError(`expected version ${head.version + 1}, found ${stored.version}`);
  }
  let doc = head.doc;
  const maps: StepMap[] = [];
  for (const json of parseSteps(stored)) {
    const step = Step.fromJSON(schema, json);
    const result = step.apply(doc);
    if (!result.doc) throw new RangeError(result.failed ?? "a step does not apply");
    doc = result.doc;
    maps.push(step.getMap());
  }
  return { doc, maps };
}

export function parseSteps(stored: StoredChange): readonly StepJson[] {
  const steps: unknown = JSON.parse(stored.steps);
  if (!Array.isArray(steps)) throw new TypeError("steps are not a list");
  return steps;
}

export function mapsOf(stored: StoredChange): readonly StepMap[] {
  return parseSteps(stored).map((json) => Step.fromJSON(schema, json).getMap());
}

/** A row of the log as it crosses the wire. */
export function toWire(stored: StoredChange): WireChange {
  return {
    version: stored.version,
    changeId: stored.changeId,
    userId: stored.userId,
    steps: parseSteps(stored),
    ...(stored.kept ? { kept: stored.kept } : {}),
    createdAt: stored.createdAt,
    ...restoredIn(stored.about),
  };
}
