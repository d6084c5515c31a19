/** Versions that people gave a name, in the database. */
import type { NamedVersion, NamedVersionStore } from "@/server/ports/documents";
import type { Database } from "./client";
import { guarded } from "./store-failure";

export class PrismaVersions implements NamedVersionStore {
  readonly #client: Database["client"];
  constructor({ client }: Database) {
    this.#client = client;
  }

  name({ documentId, version, name, userId, createdAt }: NamedVersion): Promise<void> {
    return guarded(async () => {
      const row = { name, userId, createdAt: new Date(createdAt) };
      await this.#client.namedVersion.upsert({
        where: { documentId_version: { documentId, version } },
        create: { documentId, version, ...row },
        update: row,
      });
    });
  }

  unname(documentId: string, version: number): Promise<boolean> {
    return guarded(async () => {
      const where = { documentId, version };
      return (await this.#client.namedVersion.deleteMany({ where })).count === 1;
    });
  }

  named(documentId: string): Promise<readonly NamedVersion[]> {
    return guarded(async () => {
      const rows = await this.#client.namedVersion.findMany({
        where: { documentId },
        orderBy: { version: "desc" },
      });
      return rows.map((row) => ({ ...row, createdAt: row.createdAt.getTime() }));
    });
  }
}
