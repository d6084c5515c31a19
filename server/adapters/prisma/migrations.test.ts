/** The shipped migrations, judged by Prisma's own engine: in order, unchanged, and complete. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startSchemaEngine } from "@/scripts/schema-engine.mjs";
import { migrationsFolder, temporaryDatabase } from "@/tests/support/temporary-database";

const root = join(import.meta.dirname, "../../..");
const filters = { externalTables: [], externalEnums: [] };

function migrationsList() {
  const names = readdirSync(migrationsFolder).filter((name) => !name.endsWith(".toml"));
  const lockfile = "migration_lock.toml";
  return {
    baseDir: migrationsFolder,
    shadowDbInitScript: "",
    lockfile: { path: lockfile, content: readFileSync(join(migrationsFolder, lockfile), "utf8") },
    migrationDirectories: names.map((path) => {
      const value = readFileSync(join(migrationsFolder, path, "migration.sql"), "utf8");
      const content = { tag: "ok", value } as const;
      return { path, migrationFile: { path: "migration.sql", content } };
    }),
  };
}

function schema() {
  const models = readdirSync(join(root, "prisma/models")).map((name) => `prisma/models/${name}`);
  const paths = ["prisma/sqlite/main.prisma", ...models];
  return {
    files: paths.map((path) => ({ path, content: readFileSync(join(root, path), "utf8") })),
  };
}

test("what our runner wrote, Prisma takes for its own", async () => {
  const database = temporaryDatabase();
  const engine = await startSchemaEngine(database.path);
  const history = await engine.diagnoseMigrationHistory({
    ...{ migrationsList: migrationsList(), optInToShadowDatabase: false, filters },
  });
  expect(history).toMatchObject({
    ...{ editedMigrationNames: [], failedMigrationNames: [], hasMigrationsTable: true },
    history: null,
  });
  await database.remove();
});

test("the migrations lead to the models: no migration was forgotten", async () => {
  const database = temporaryDatabase();
  const engine = await startSchemaEngine(database.path);
  const { stdout } = await engine.diff({
    from: { tag: "schemaDatasource", ...schema(), configDir: root },
    to: { tag: "schemaDatamodel", ...schema() },
    ...{ script: true, exitCode: null, filters },
  });
  expect(stdout).toContain("This is an empty migration.");
  await database.remove();
});
