/** Small rows for tests of the stores. */
import type { Append, StoredChange } from "@/server/ports/change-log";
import type { Stores } from "@/server/ports/stores";

/** A moment that is the same in every run, in wall-clock milliseconds. */
export const noon = Date.UTC(2026, 0, 1, 12);

export function aChange(
  documentId: string,
  version: number,
  fields: Partial<StoredChange> = {},
): StoredChange {
  return {
    ...{ documentId, version, changeId: `${documentId}-c${version}`, userId: "ada" },
    ...{ baseVersion: version - 1, steps: `[{"stepType":"replace","from":${version}}]` },
    ...{ kept: null, dropped: null, digest: `digest-${version}`, origin: "typing" },
    ...{ about: null },
    ...{ createdAt: noon + version },
    ...fields,
  };
}

/** Changes `first` to `last` as one entry. */
export function anAppend(
  documentId: string,
  epoch: number,
  first: number,
  last: number = first,
): Append {
  const changes = Array.from({ length: last - first + 1 }, (_, index) =>
    aChange(documentId, first + index),
  );
  return { documentId, epoch, expectedVersion: first - 1, changes };
}

/** Ada, and the documents named, which are hers. */
export async function seed({ people, documents }: Stores, ...ids: string[]): Promise<void> {
  await people.create(
    { id: "ada", name: "Ada", color: "#aa3355", guest: true, createdAt: noon },
    { id: "ada-session", userId: "ada", createdAt: noon, expiresAt: noon + 1000 },
  );
  for (const id of ids) {
    await documents.create({ id, title: `Title of ${id}`, ownerId: "ada", createdAt: noon });
  }
}

/** Opens a document and returns its new epoch. */
export async function openEpoch({ log }: Stores, documentId: string): Promise<number> {
  const opened = await log.open(documentId);
  if (opened?.epoch === undefined) throw new Error(`There is no document ${documentId}.`);
  return opened.epoch;
}
