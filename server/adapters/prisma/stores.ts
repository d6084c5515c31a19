/** All stores over one database file: migrated, opened, asked whether they are ready, and closed. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Stores } from "@/server/ports/stores";
import { type Database, inThreads, openDatabase } from "./client";
import { migrateDatabase } from "./migrate";
import { PrismaChangeLog } from "./prisma-change-log";
import { PrismaDocuments } from "./prisma-documents";
import { PrismaPacks } from "./prisma-packs";
import { PrismaPeople } from "./prisma-people";
import { PrismaSessions } from "./prisma-sessions";
import { PrismaUploads } from "./prisma-uploads";
import { PrismaVersions } from "./prisma-versions";

export interface OpenStores extends Stores {
  /** Why the stores may not be used now, or undefined when all is well. */
  notReady(): Promise<string | undefined>;
  close(): Promise<void>;
}

/**
 * Opens the file, made or migrated as needed.
 * @param warn is told of migrations applied, and of damage in the database that was read around
 * @throws MigrationError when this version can't serve the file
 */
export async function openStores(
  file: string,
  warn: (message: string) => void = (message) => console.warn(message),
): Promise<OpenStores> {
  const fresh = !existsSync(file);
  const applied = migrateDatabase(file, migrationsFolder());
  if (!fresh) for (const name of applied) warn(`The database got migration ${name}.`);
  const database = openDatabase(file, inThreads);
  try {
    await database.assertDurable();
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    ...prismaStores(database, warn),
    notReady: () =>
      database.assertDurable().then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      ),
    close: () => database.close(),
  };
}

export function prismaStores(database: Database, warn?: (message: string) => void): Stores {
  return {
    log: new PrismaChangeLog(database, warn),
    documents: new PrismaDocuments(database),
    names: new PrismaVersions(database),
    sessions: new PrismaSessions(database),
    packs: new PrismaPacks(database),
    people: new PrismaPeople(database),
    uploads: new PrismaUploads(database),
  };
}

/** The migrations lie beside the program, be it this source or its bundle. */
function migrationsFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, "prisma", "sqlite", "migrations");
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) throw new Error("The folder prisma/sqlite is missing.");
  }
}
