/** [F34] A migration that is killed leaves the database as it was, or as it should be. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { migrationsFolder, temporaryDatabase } from "@/tests/support/temporary-database";
import { migrateDatabase } from "./migrate";

const rows = 20_000;
const module = join(import.meta.dirname, "migrate.ts");

/** Long enough to be killed in the middle. */
const slowMigration = `
  CREATE TABLE "copy" AS SELECT * FROM "User";
  CREATE INDEX "a" ON "copy" ("name"); CREATE INDEX "b" ON "copy" ("name", "id");
  DELETE FROM "copy"; DROP TABLE "copy";
  ALTER TABLE "User" ADD COLUMN "added" TEXT;`;

test("[F34] kill -9 in a migration loses nothing, and the next start finishes it", async () => {
  const database = temporaryDatabase();
  await database.close();
  const migrations = join(database.path, "..", "migrations");
  cpSync(migrationsFolder, migrations, { recursive: true });
  mkdirSync(join(migrations, "99991231235959_slow"));
  writeFileSync(join(migrations, "99991231235959_slow", "migration.sql"), slowMigration);
  const file = new Sqlite(database.path);
  file.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
    INSERT INTO "User" SELECT i, hex(randomblob(200)), '#000000', TRUE, 0 FROM n`);

  const [columnsBefore, appliedBefore] = counts(file);
  for (const afterMs of [0, 20, 60]) {
    await migrateAndKill(database.path, migrations, afterMs);
    expect(file.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(file.prepare(`SELECT count(*) AS n FROM "User"`).get()).toEqual({ n: rows });
    expect(file.prepare(`SELECT name FROM sqlite_schema WHERE name = 'copy'`).all()).toEqual([]);
    const [columns, applied] = counts(file);
    expect(columns - columnsBefore).toBe(applied - appliedBefore);
  }
  migrateDatabase(database.path, migrations);
  expect(file.prepare(`SELECT "added" FROM "User" LIMIT 1`).get()).toEqual({ added: null });
  file.close();
  await database.remove();
});

/** Columns of `User`, and migrations applied. */
function counts(file: Sqlite.Database): [columns: number, applied: number] {
  const columns = file.prepare(`SELECT * FROM pragma_table_info('User')`).all();
  const applied = file.prepare(`SELECT * FROM "_prisma_migrations"`).all();
  return [columns.length, applied.length];
}

async function migrateAndKill(path: string, migrations: string, afterMs: number): Promise<void> {
  const code = `import { migrateDatabase } from ${JSON.stringify(module)};
    console.log("started");
    migrateDatabase(${JSON.stringify(path)}, ${JSON.stringify(migrations)});`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", code];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  setTimeout(() => child.kill("SIGKILL"), afterMs);
  await once(child, "exit");
}
