/** All stores over one database file: migrated, opened, asked whether they are ready, and closed. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { troubleText } from "@/server/ports/store-error";
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

/** Whoever asks whether a server is ready does not wait longer. */
const readyMs = 2000;

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
    notReady: () => Promise.race([whyNotReady(database), answerLate()]),
    close: () => database.close(),
  };
}

/** Not durable, or the last write failed and one more fails as well. */
export async function whyNotReady(database: Database): Promise<string | undefined> {
  const { client, health } = database;
  try {
    await database.assertDurable();
    // A write that changes nothing, and has to be synced all the same.
    if (health.failure) {
      await client.$executeRaw`UPDATE "Document" SET "epoch" = "epoch"
        WHERE "id" = (SELECT "id" FROM "Document" LIMIT 1)`;
    }
    return undefined;
  } catch (error) {
    if (health.failure) return troubleText(health.failure);
    return error instanceof Error ? error.message : String(error);
  }
}

async function answerLate(): Promise<string> {
  await sleep(readyMs, undefined, { ref: false });
  return "The server's database does not answer in time.";
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
