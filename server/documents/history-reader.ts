/** A document at any version: the nearest checkpoint, and the changes after it. */
import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import { outcomeOf } from "@/collab/rebase/merge-steps";
import { schema } from "@/collab/schema/schema";
import type { ChangeLog, StoredChange } from "../ports/change-log";
import { StoreError } from "../ports/store-error";
import { parseSteps, readCheckpoint, replay } from "./load-document";
import type { Head } from "./sequencer";

/** Changes per read: small enough to let others in between. */
const pageSize = 200;

export type AtVersion =
  | { readonly ok: true; readonly head: Head }
  | { readonly ok: false; readonly error: Refusal };

/**
 * The document at `version`. A version whose rows are damaged is refused with its number; all
 * others stay readable.
 * @throws StoreError when the store is away
 */
export async function documentAt(
  log: ChangeLog,
  documentId: string,
  version: number,
): Promise<AtVersion> {
  let head: Head | undefined;
  try {
    head = readCheckpoint(await log.checkpointBefore(documentId, version));
    while (head.version < version) {
      head = await leap(log, documentId, head, version);
      const limit = Math.min(pageSize, version - head.version);
      const page = limit > 0 ? await log.read(documentId, head.version, limit) : [];
      if (limit > 0 && page.length === 0) throw new MissingChange();
      const ahead = atOnce(head, page);
      // What does not fit is found one by one, so that it is told by its number.
      for (const stored of ahead ? [] : page) {
        head = { doc: replay(head, stored).doc, version: stored.version };
      }
      head = ahead ?? head;
    }
    return { ok: true, head };
  } catch (error) {
    const why = damageOf(error);
    if (why === undefined) throw error;
    return unreadable(version, (head?.version ?? 0) + 1, why);
  }
}

/** A page of changes, each run of typing or deleting as one; undefined when something does not fit. */
function atOnce(head: Head, page: readonly StoredChange[]): Head | undefined {
  try {
    const steps = page.flatMap((stored, index) => {
      if (stored.version !== head.version + 1 + index) throw new RangeError("a change is missing");
      return parseSteps(stored).map((json) => Step.fromJSON(schema, json));
    });
    return { doc: applied(outcomeOf(steps), head.doc), version: head.version + page.length };
  } catch {
    return undefined;
  }
}

/** @throws RangeError when one does not apply */
function applied(steps: readonly Step[], before: Node): Node {
  return steps.reduce((doc, step) => {
    const { doc: after, failed } = step.apply(doc);
    if (!after) throw new RangeError(failed ?? "a step does not apply");
    return after;
  }, before);
}

/** As far as packs reach, without reading their changes. */
async function leap(log: ChangeLog, documentId: string, head: Head, version: number) {
  let now = head;
  for (const { to, steps } of await log.leaps(documentId, head.version, version)) {
    const doc = leapFrom(now.doc, steps);
    if (!doc) break;
    now = { doc, version: to };
  }
  return now;
}

/** Undefined when the steps do not fit: then every change is read after all. */
function leapFrom(before: Node, steps: string): Node | undefined {
  try {
    const list: unknown = JSON.parse(steps);
    if (!Array.isArray(list)) return undefined;
    return applied(
      list.map((json) => Step.fromJSON(schema, json)),
      before,
    );
  } catch {
    return undefined;
  }
}

/** What is wrong with a row, or undefined when it is the store that failed. */
function damageOf(error: unknown): string | undefined {
  if (error instanceof MissingChange) return "it is missing";
  if (error instanceof StoreError) return error.failure === "corrupt" ? "it is damaged" : undefined;
  const names = ["RangeError", "SyntaxError", "TypeError", "ReplaceError", "TransformError"];
  return error instanceof Error && names.includes(error.name) ? "it is damaged" : undefined;
}

class MissingChange extends Error {}

function unreadable(version: number, damaged: number, why: string): AtVersion {
  const place = damaged === version ? "" : `, because version ${damaged} can't be`;
  const message =
    `Version ${version} can't be read${place} (${why}). ` +
    `Versions up to ${damaged - 1} are not affected.`;
  return { ok: false, error: refusal("not_found", message) };
}
