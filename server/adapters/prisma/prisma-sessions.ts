/** Sessions of history in the database: closed ones as rows, the open one with the progress. */
import { z } from "zod";
import type { HistorySession, SessionProgress } from "@/collab/history/sessions";
import type { HistorySession as Row } from "@/generated/prisma/client";
import type { SessionQuery, SessionStore } from "@/server/ports/history";
import type { Database } from "./client";
import { guarded } from "./store-failure";

const count = z.int();
const authorsSchema = z.array(
  z.strictObject({ userId: z.string(), changes: count, inserted: count, deleted: count }),
);
const touchedSchema = z.array(z.strictObject({ from: count, to: count }));
const sessionSchema: z.ZodType<HistorySession> = z.strictObject({
  ...{ from: count, to: count, changes: count, size: count },
  ...{ authors: authorsSchema, touched: touchedSchema },
  ...{ origin: z.string(), about: z.string().nullable() },
  ...{ startedAt: z.number(), endedAt: z.number() },
});

export class PrismaSessions implements SessionStore {
  readonly #client: Database["client"];
  constructor({ client }: Database) {
    this.#client = client;
  }

  progress(documentId: string): Promise<SessionProgress | undefined> {
    return guarded(async () => {
      const row = await this.#client.historyProgress.findUnique({ where: { documentId } });
      if (!row) return undefined;
      const { version, size, open } = row;
      return { version, size, open: open === null ? null : sessionSchema.parse(JSON.parse(open)) };
    });
  }

  /** Two statements, each with the same condition, under one write lock. */
  advance(
    documentId: string,
    expected: number | undefined,
    closed: readonly HistorySession[],
    progress: SessionProgress,
  ): Promise<boolean> {
    return guarded(async () => {
      const sessions = JSON.stringify(closed.map(toRow));
      const { version, size } = progress;
      const open = progress.open && JSON.stringify(progress.open);
      const at = expected ?? -1;
      const [, moved] = await this.#client.$transaction([
        this.#client.$executeRaw`
          INSERT INTO "HistorySession" ("documentId", "fromVersion", "toVersion", "authors",
            "origin", "about", "startedAt", "endedAt", "changes", "touched", "size")
          SELECT ${documentId}, value ->> 'fromVersion', value ->> 'toVersion',
            value ->> 'authors', value ->> 'origin', value ->> 'about', value ->> 'startedAt',
            value ->> 'endedAt', value ->> 'changes', value ->> 'touched', value ->> 'size'
          FROM json_each(${sessions})
          WHERE ${at} = coalesce((SELECT "version" FROM "HistoryProgress"
            WHERE "documentId" = ${documentId}), -1)`,
        this.#client.$executeRaw`
          INSERT INTO "HistoryProgress" ("documentId", "version", "size", "open")
          SELECT ${documentId}, ${version}, ${size}, ${open}
          WHERE ${at} = coalesce((SELECT "version" FROM "HistoryProgress"
            WHERE "documentId" = ${documentId}), -1)
          ON CONFLICT ("documentId") DO UPDATE
          SET "version" = excluded."version", "size" = excluded."size", "open" = excluded."open"`,
      ]);
      return moved === 1;
    });
  }

  closed(
    documentId: string,
    { before, limit, person }: SessionQuery,
  ): Promise<readonly HistorySession[]> {
    return guarded(async () => {
      if (person === undefined) {
        const rows = await this.#client.historySession.findMany({
          where: { documentId, fromVersion: { lt: before } },
          orderBy: { fromVersion: "desc" },
          take: limit,
        });
        return rows.map(fromRow);
      }
      const found = await this.#client.$queryRaw<{ fromVersion: number }[]>`
        SELECT "fromVersion" FROM "HistorySession"
        WHERE "documentId" = ${documentId} AND "fromVersion" < ${before}
          AND EXISTS (SELECT 1 FROM json_each("authors") WHERE value ->> 'userId' = ${person})
        ORDER BY "fromVersion" DESC LIMIT ${limit}`;
      const rows = await this.#client.historySession.findMany({
        where: { documentId, fromVersion: { in: found.map((row) => Number(row.fromVersion)) } },
        orderBy: { fromVersion: "desc" },
      });
      return rows.map(fromRow);
    });
  }

  closedAt(documentId: string, version: number): Promise<HistorySession | undefined> {
    return guarded(async () => {
      const row = await this.#client.historySession.findFirst({
        where: { documentId, fromVersion: { lte: version } },
        orderBy: { fromVersion: "desc" },
      });
      return row && row.toVersion >= version ? fromRow(row) : undefined;
    });
  }
}

function toRow({ from, to, authors, touched, ...rest }: HistorySession) {
  return {
    ...rest,
    ...{ fromVersion: from, toVersion: to },
    ...{ authors: JSON.stringify(authors), touched: JSON.stringify(touched) },
  };
}

function fromRow({ fromVersion, toVersion, ...row }: Row): HistorySession {
  const { origin, about, changes, size } = row;
  return {
    ...{ from: fromVersion, to: toVersion, origin, about, changes, size },
    authors: authorsSchema.parse(JSON.parse(row.authors)),
    touched: touchedSchema.parse(JSON.parse(row.touched)),
    startedAt: row.startedAt.getTime(),
    endedAt: row.endedAt.getTime(),
  };
}
