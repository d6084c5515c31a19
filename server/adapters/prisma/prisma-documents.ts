/** Documents as rows: owners, members, titles, the list and its search. */
import { z } from "zod";
import type { Role } from "@/collab/protocol/server-messages";
import { type Document, Prisma } from "@/generated/prisma/client";
import type {
  DocumentRow,
  DocumentStore,
  ListedDocument,
  ListQuery,
  NewDocument,
} from "@/server/ports/documents";
import { foldText, searchWords } from "../fold-text";
import type { Database } from "./client";
import { guarded } from "./store-failure";

const roleSchema: z.ZodType<Role> = z.enum(["owner", "editor", "commenter", "viewer"]);

const orders = {
  updated: Prisma.sql`d."updatedAt" DESC, d."id"`,
  created: Prisma.sql`d."createdAt" DESC, d."id"`,
  title: Prisma.sql`t."title", d."id"`,
} as const;

export class PrismaDocuments implements DocumentStore {
  readonly #client: Database["client"];
  constructor({ client }: Database) {
    this.#client = client;
  }

  create({ id, title, ownerId, createdAt }: NewDocument): Promise<DocumentRow> {
    const at = new Date(createdAt);
    return guarded(async () => {
      const row = await this.#client.document.create({
        data: {
          ...{ id, title, ownerId, createdAt: at, updatedAt: at },
          text: { create: { title: foldText(title) } },
          members: { create: { userId: ownerId, role: "owner", createdAt: at } },
        },
      });
      return toRow(row);
    });
  }

  find(id: string): Promise<DocumentRow | undefined> {
    return guarded(async () => {
      const row = await this.#client.document.findUnique({ where: { id } });
      return row ? toRow(row) : undefined;
    });
  }

  list(query: ListQuery): Promise<readonly ListedDocument[]> {
    return guarded(async () => {
      const ids = (await this.#client.$queryRaw<{ id: string }[]>(selectIds(query))).map(
        ({ id }) => id,
      );
      const memberships = await this.#client.membership.findMany({
        where: { userId: query.userId, documentId: { in: ids } },
        include: { document: true },
      });
      const names = await this.#names(memberships.map(({ document }) => document.updatedBy));
      const listed = new Map(
        memberships.map(({ document, role, starred }) => [
          document.id,
          {
            ...toRow(document),
            ...{ role: roleSchema.parse(role), starred },
            updatedByName: names.get(document.updatedBy ?? "") ?? null,
          },
        ]),
      );
      return ids.flatMap((id) => listed.get(id) ?? []);
    });
  }

  rename(id: string, title: string): Promise<void> {
    return guarded(async () => {
      await this.#client.$transaction([
        this.#client.document.updateMany({ where: { id }, data: { title } }),
        this.#client.documentText.updateMany({
          where: { documentId: id },
          data: { title: foldText(title) },
        }),
      ]);
    });
  }

  setTrashed(id: string, trashedAt: number | null): Promise<void> {
    return guarded(async () => {
      const data = { trashedAt: trashedAt === null ? null : new Date(trashedAt) };
      await this.#client.document.updateMany({ where: { id }, data });
    });
  }

  setStarred(id: string, userId: string, starred: boolean): Promise<void> {
    return guarded(async () => {
      const where = { documentId: id, userId };
      await this.#client.membership.updateMany({ where, data: { starred } });
    });
  }

  membership(id: string, userId: string): Promise<Role | undefined> {
    return guarded(async () => {
      const where = { userId_documentId: { userId, documentId: id } };
      const member = await this.#client.membership.findUnique({ where });
      return member ? roleSchema.parse(member.role) : undefined;
    });
  }

  members(id: string, limit: number): Promise<readonly string[]> {
    return guarded(async () => {
      const found = await this.#client.membership.findMany({
        where: { documentId: id },
        orderBy: [{ createdAt: "asc" }, { userId: "asc" }],
        take: limit,
      });
      return found.map(({ userId }) => userId);
    });
  }

  addMember(id: string, userId: string, role: Role): Promise<void> {
    return guarded(async () => {
      await this.#client.$executeRaw`
        INSERT INTO "Membership" ("userId", "documentId", "role", "createdAt")
        VALUES (${userId}, ${id}, ${role}, ${Date.now()})
        ON CONFLICT ("userId", "documentId") DO UPDATE SET "role" = excluded."role"
        WHERE "Membership"."role" <> 'owner'`;
    });
  }

  saveTexts(texts: ReadonlyMap<string, string>): Promise<void> {
    return guarded(async () => {
      const rows = [...texts].map(([id, text]) => ({ id, text: foldText(text) }));
      await this.#client.$executeRaw`
        UPDATE "DocumentText" SET "text" = row.value ->> 'text'
        FROM json_each(${JSON.stringify(rows)}) AS row
        WHERE "DocumentText"."documentId" = row.value ->> 'id'`;
    });
  }

  async #names(ids: readonly (string | null)[]): Promise<Map<string, string>> {
    const known = [...new Set(ids)].filter((id) => id !== null);
    const users = await this.#client.user.findMany({ where: { id: { in: known } } });
    return new Map(users.map(({ id, name }) => [id, name]));
  }
}

/** `instr`, not LIKE: what people search for may hold `%` and `_`. */
function selectIds({ userId, trashed, starred, search, sort, limit, offset }: ListQuery) {
  const found = searchWords(search).map(
    (word) => Prisma.sql`AND (instr(t."title", ${word}) OR instr(t."text", ${word}))`,
  );
  return Prisma.sql`
    SELECT d."id" AS "id" FROM "Membership" AS m
    JOIN "Document" AS d ON d."id" = m."documentId"
    JOIN "DocumentText" AS t ON t."documentId" = d."id"
    WHERE m."userId" = ${userId}
    ${trashed ? Prisma.sql`AND d."trashedAt" IS NOT NULL AND d."ownerId" = ${userId}` : Prisma.sql`AND d."trashedAt" IS NULL`}
    ${starred ? Prisma.sql`AND m."starred" = TRUE` : Prisma.empty}
    ${found.length > 0 ? Prisma.join(found, " ") : Prisma.empty}
    ORDER BY ${orders[sort]} LIMIT ${limit} OFFSET ${offset}`;
}

function toRow(row: Document): DocumentRow {
  const { epoch: _fence, ...shown } = row;
  return {
    ...shown,
    linkRole: row.linkRole === null ? null : roleSchema.parse(row.linkRole),
    createdAt: row.createdAt.getTime(),
    updatedAt: row.updatedAt.getTime(),
    trashedAt: row.trashedAt?.getTime() ?? null,
  };
}
