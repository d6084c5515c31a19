/** A migrated SQLite file of its own for a test. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, inThisThread, openDatabase } from "@/server/adapters/prisma/client";
import { migrateDatabase } from "@/server/adapters/prisma/migrate";

export const migrationsFolder = join(import.meta.dirname, "../../prisma/sqlite/migrations");

export interface TemporaryDatabase extends Database {
  readonly path: string;
  /** Closes the connections and deletes the file. */
  remove(): Promise<void>;
}

/** `writers`: in this thread, unless the test is about the threads, which take time to start. */
export function temporaryDatabase({ writers = inThisThread } = {}): TemporaryDatabase {
  const folder = mkdtempSync(join(tmpdir(), "tandem-db-"));
  const path = join(folder, "tandem.db");
  migrateDatabase(path, migrationsFolder);
  const database = openDatabase(path, writers);
  return {
    ...database,
    path,
    async remove() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
