/** The shape every append must have, whichever store it goes to. */
import type { Append } from "../ports/change-log";

/**
 * Versions follow `expectedVersion` without a hole, and no document comes twice in one epoch.
 * @throws RangeError: the caller's bug, not the store's failure
 */
export function assertAppendable(entries: readonly Append[]): void {
  const seen = new Set<string>();
  for (const { documentId, epoch, expectedVersion, changes } of entries) {
    const key = `${epoch} ${documentId}`;
    if (seen.has(key)) throw new RangeError(`${documentId} comes twice in one append.`);
    seen.add(key);
    if (changes.length === 0) throw new RangeError(`Nothing to append to ${documentId}.`);
    changes.forEach((change, index) => {
      const version = expectedVersion + 1 + index;
      if (change.documentId === documentId && change.version === version) return;
      throw new RangeError(
        `Expected ${documentId} version ${version}, got ${change.documentId} ${change.version}.`,
      );
    });
  }
}
