/**
 * Brings the database to the models of this version when the server starts. It reads and writes
 * the same files and the same `_prisma_migrations` as `prisma migrate deploy`, without its engine.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { z } from "zod";
import { SettingsError } from "../settings";

/** How long to wait for another process that is migrating the same file. */
const lockTimeoutMs = 30_000;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const appliedSchema = z.object({
  migration_name: z.string(),
  checksum: z.string(),
  finished_at: z.unknown(),
});
type Applied = z.infer<typeof appliedSchema>;

/** Why this version can't serve the database; the message is for the person who runs it. */
export class MigrationError extends SettingsError {}

/**
 * Applies what is pending, each migration in a transaction of its own: one that is interrupted,
 * even by `kill -9`, leaves nothing behind. A database with content is copied to `backups/` first.
 * @returns the names of the migrations applied
 * @throws MigrationError, and then the database is as it was before the migration that failed
 */
export function migrateDatabase(path: string, migrationsFolder: string): readonly string[] {
  const known = readMigrations(migrationsFolder);
  mkdirSync(dirname(path), { recursive: true });
  const database = new Sqlite(path, { timeout: lockTimeoutMs });
  try {
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    // Redefining a table drops it, and with foreign keys on its child rows would go along. Inside a
    // transaction, where the migration's own PRAGMA stands, the setting is silently ignored.
    database.pragma("foreign_keys = OFF");
    return applyPending(database, known);
  } finally {
    database.close();
  }
}

function applyPending(database: Sqlite.Database, known: readonly Migration[]): string[] {
  const done: string[] = [];
  const pending = pendingAfter(readHistory(database), known);
  if (pending.length > 0 && holdsData(database)) backUp(database, pending[0]?.name ?? "");
  for (let left = pending.length; left > 0; left -= 1) {
    const applied = database.transaction(() => applyNext(database, known)).immediate();
    if (applied) done.push(applied);
  }
  return done;
}

/** Looks at the history again under the lock: another process may have been faster. */
function applyNext(database: Sqlite.Database, known: readonly Migration[]): string | undefined {
  database.exec(historyTable);
  const next = pendingAfter(readHistory(database), known)[0];
  if (!next) return undefined;
  const startedAt = Date.now();
  try {
    database.exec(next.sql);
  } catch (cause) {
    const message = `Migration ${next.name} failed and was undone: ${String(cause)}`;
    throw new MigrationError(message, { cause });
  }
  const orphans = database.pragma("foreign_key_check");
  if (!Array.isArray(orphans) || orphans.length > 0) {
    throw new MigrationError(`Migration ${next.name} would leave rows without their parents.`);
  }
  database
    .prepare(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name",
        "started_at", "applied_steps_count") VALUES (?, ?, ?, ?, ?, 1)`,
    )
    .run(randomUUID(), next.checksum, Date.now(), next.name, startedAt);
  return next.name;
}

/** What is still to apply. @throws MigrationError when the two histories do not fit */
function pendingAfter(applied: readonly Applied[], known: readonly Migration[]): Migration[] {
  for (const { migration_name: name, checksum, finished_at: finishedAt } of applied) {
    if (finishedAt === null) {
      throw new MigrationError(
        `Migration ${name} did not finish. Restore a backup, or repair the database and run ` +
          `\`prisma migrate resolve\`.`,
      );
    }
    const file = known.find((migration) => migration.name === name);
    if (!file) {
      throw new MigrationError(
        `The database was written by a newer version (migration ${name} is not in this one). ` +
          "Start that version, or restore a backup.",
      );
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(`Migration ${name} was changed after it had been applied.`);
    }
  }
  const names = new Set(applied.map((migration) => migration.migration_name));
  return known.filter(({ name }) => !names.has(name));
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  if (names.length === 0) throw new MigrationError(`There are no migrations in ${folder}.`);
  return names.sort().map((name) => {
    const bytes = readFileSync(join(folder, name, "migration.sql"));
    const checksum = createHash("sha256").update(bytes).digest("hex");
    return { name, sql: bytes.toString("utf8"), checksum };
  });
}

function readHistory(database: Sqlite.Database): Applied[] {
  if (!tables(database).includes("_prisma_migrations")) return [];
  const rows = database
    .prepare(
      `SELECT "migration_name", "checksum", "finished_at" FROM "_prisma_migrations"
       WHERE "rolled_back_at" IS NULL ORDER BY "started_at"`,
    )
    .all();
  return z.array(appliedSchema).parse(rows);
}

function holdsData(database: Sqlite.Database): boolean {
  return tables(database).some((name) => name !== "_prisma_migrations");
}

function tables(database: Sqlite.Database): string[] {
  const listed = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck();
  return z.array(z.string()).parse(listed.all());
}

/** A complete copy under its final name, or none. */
function backUp(database: Sqlite.Database, before: string): void {
  const folder = join(dirname(database.name), "backups");
  const target = join(folder, `${basename(database.name, ".db")}-before-${before}.db`);
  if (existsSync(target)) return;
  mkdirSync(folder, { recursive: true });
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  database.prepare("VACUUM INTO ?").run(partial);
  renameSync(partial, target);
}

/** As Prisma writes it. */
const historyTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;
