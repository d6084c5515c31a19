/** The two statements of a group append: a JSON array each, however many changes there are. */
import type { PrismaClient } from "@/generated/prisma/client";
import type { Append } from "@/server/ports/change-log";

interface Advanced {
  readonly id: string;
  readonly epoch: number;
}

/**
 * Stores what is not fenced, all or nothing, and says per entry whether it was. Both statements
 * make the same comparison under one write lock, so they choose the same documents.
 */
export async function appendGroup(
  client: PrismaClient,
  entries: readonly Append[],
): Promise<boolean[]> {
  const [, advanced] = await client.$transaction([
    insertChanges(client, entries),
    advanceHeads(client, entries),
  ]);
  const stored = new Set(advanced.map(({ id, epoch }) => `${epoch} ${id}`));
  return entries.map(({ documentId, epoch }) => stored.has(`${epoch} ${documentId}`));
}

function insertChanges(client: PrismaClient, entries: readonly Append[]) {
  const rows = entries.flatMap(({ epoch, expectedVersion, changes }) =>
    changes.map((change) => ({
      ...change,
      kept: change.kept && JSON.stringify(change.kept),
      epoch,
      expectedVersion,
    })),
  );
  return client.$executeRaw`
    INSERT INTO "Change" ("documentId", "version", "changeId", "userId", "baseVersion", "steps",
      "kept", "dropped", "digest", "origin", "about", "createdAt")
    SELECT d."id", row.value ->> 'version', row.value ->> 'changeId', row.value ->> 'userId',
      row.value ->> 'baseVersion', row.value ->> 'steps', row.value ->> 'kept',
      row.value ->> 'dropped', row.value ->> 'digest', row.value ->> 'origin',
      row.value ->> 'about', row.value ->> 'createdAt'
    FROM json_each(${JSON.stringify(rows)}) AS row
    JOIN "Document" AS d ON d."id" = row.value ->> 'documentId'
      AND d."epoch" = row.value ->> 'epoch'
      AND d."headVersion" = row.value ->> 'expectedVersion'`;
}

function advanceHeads(client: PrismaClient, entries: readonly Append[]) {
  const heads = entries.map(({ documentId, epoch, expectedVersion, changes }) => {
    const last = changes.at(-1);
    return {
      ...{ documentId, epoch, expectedVersion },
      ...{ head: last?.version, at: last?.createdAt, by: last?.userId },
    };
  });
  return client.$queryRaw<Advanced[]>`
    UPDATE "Document" SET "headVersion" = entry.value ->> 'head',
      "updatedAt" = entry.value ->> 'at', "updatedBy" = entry.value ->> 'by'
    FROM json_each(${JSON.stringify(heads)}) AS entry
    WHERE "Document"."id" = entry.value ->> 'documentId'
      AND "Document"."epoch" = entry.value ->> 'epoch'
      AND "Document"."headVersion" = entry.value ->> 'expectedVersion'
    RETURNING "Document"."id" AS "id", "Document"."epoch" AS "epoch"`;
}
