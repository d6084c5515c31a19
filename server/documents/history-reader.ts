/** A document at any version: the nearest checkpoint, and the changes after it. */
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import type { ChangeLog } from "../ports/change-log";
import { readCheckpoint, replay } from "./load-document";
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
  const checkpoint = await log.checkpointBefore(documentId, version);
  try {
    let head = readCheckpoint(checkpoint);
    while (head.version < version) {
      const limit = Math.min(pageSize, version - head.version);
      const page = await log.read(documentId, head.version, limit);
      if (page.length === 0) return unreadable(head.version + 1, "it is missing");
      for (const stored of page) {
        head = { doc: replay(head, stored).doc, version: stored.version };
      }
    }
    return { ok: true, head };
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) {
      return unreadable(version, error.message);
    }
    throw error;
  }
}

function unreadable(version: number, why: string): AtVersion {
  const message = `Version ${version} can't be read: ${why}. Other versions are not affected.`;
  return { ok: false, error: refusal("not_found", message) };
}
