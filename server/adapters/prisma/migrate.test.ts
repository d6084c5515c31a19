/** Migrations: applied once, undone when interrupted, refused when the histories do not fit. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MigrationError, migrateDatabase } from "./migrate";

const shipped = join(import.meta.dirname, "../../../prisma/sqlite/migrations");

describe("migrations", () => {
  let folder: string;
  let path: string;
  let migrations: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tandem-migrate-"));
    path = join(folder, "data", "tandem.db");
    migrations = join(folder, "migrations");
    write("1_parents", "CREATE TABLE parent (id TEXT PRIMARY KEY);");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, sql: string): void {
    mkdirSync(join(migrations, name), { recursive: true });
    writeFileSync(join(migrations, name, "migration.sql"), sql);
  }

  /** Runs SQL in a connection of its own, with foreign keys on. */
  function query(sql: string): unknown[] {
    const database = new Sqlite(path);
    try {
      const statement = database.prepare(sql);
      return statement.reader ? statement.all() : [statement.run()];
    } finally {
      database.close();
    }
  }

  const migrate = () => migrateDatabase(path, migrations);

  it("makes a database from nothing, and finds nothing to do the next time", () => {
    expect(migrateDatabase(path, shipped).length).toBeGreaterThan(0);
    expect(migrateDatabase(path, shipped)).toEqual([]);
    expect(query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
    expect(query("PRAGMA foreign_key_check")).toEqual([]);
  });

  it("writes the history as Prisma does", () => {
    migrate();
    const [row] = query("SELECT * FROM _prisma_migrations");
    expect(row).toMatchObject({
      migration_name: "1_parents",
      checksum: "9938aa541175ab867226d64ad577e71393d82d84c229f518c4102c90304e8574",
      logs: null,
      rolled_back_at: null,
      applied_steps_count: 1,
    });
  });

  it("keeps child rows when a table is redefined", () => {
    write(
      "2_children",
      `CREATE TABLE child (id TEXT PRIMARY KEY,
         parent TEXT NOT NULL REFERENCES parent (id) ON DELETE CASCADE);`,
    );
    migrate();
    query("INSERT INTO parent VALUES ('p')");
    query("INSERT INTO child VALUES ('c', 'p')");
    write(
      "3_redefine",
      `PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;
       CREATE TABLE new_parent (id TEXT PRIMARY KEY, name TEXT);
       INSERT INTO new_parent (id) SELECT id FROM parent; DROP TABLE parent;
       ALTER TABLE new_parent RENAME TO parent;
       PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`,
    );
    expect(migrate()).toEqual(["3_redefine"]);
    expect(query("SELECT * FROM child")).toEqual([{ id: "c", parent: "p" }]);
  });

  it("undoes a migration that fails half way, and applies it once it is mended", () => {
    migrate();
    write("2_broken", "CREATE TABLE half (id TEXT); INSERT INTO nowhere VALUES (1);");
    expect(migrate).toThrow(/2_broken failed and was undone/);
    expect(query("SELECT name FROM sqlite_schema WHERE name = 'half'")).toEqual([]);
    write("2_broken", "CREATE TABLE half (id TEXT);");
    expect(migrate()).toEqual(["2_broken"]);
  });

  it("refuses a migration that would leave rows without their parents", () => {
    migrate();
    query("INSERT INTO parent VALUES ('p')");
    write(
      "2_orphans",
      `CREATE TABLE child (parent TEXT REFERENCES parent (id));
       INSERT INTO child VALUES ('p'); DELETE FROM parent;`,
    );
    expect(migrate).toThrow(/without their parents/);
    expect(query("SELECT * FROM parent")).toEqual([{ id: "p" }]);
  });

  it("[F34] refuses a database that a newer version wrote", () => {
    write("2_later", "CREATE TABLE later (id TEXT);");
    migrate();
    rmSync(join(migrations, "2_later"), { recursive: true });
    expect(migrate).toThrow(MigrationError);
    expect(migrate).toThrow(/newer version \(migration 2_later/);
  });

  it("refuses a migration that was changed, and one that did not finish", () => {
    migrate();
    write("1_parents", "CREATE TABLE parent (id INTEGER PRIMARY KEY);");
    expect(migrate).toThrow(/was changed after/);
    query("UPDATE _prisma_migrations SET finished_at = NULL");
    expect(migrate).toThrow(/did not finish/);
  });

  it("[F34] keeps a complete copy of what was there before", () => {
    migrate();
    query("INSERT INTO parent VALUES ('p')");
    write("2_empty", "DELETE FROM parent;");
    migrate();
    expect(query("SELECT * FROM parent")).toEqual([]);
    const backups = join(folder, "data", "backups");
    expect(readdirSync(backups)).toEqual(["tandem-before-2_empty.db"]);
    path = join(backups, "tandem-before-2_empty.db");
    expect(query("SELECT * FROM parent")).toEqual([{ id: "p" }]);
  });
});
