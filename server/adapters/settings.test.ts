import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSettings, SettingsError } from "./settings";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "settings-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (url?: string) =>
  readSettings({
    ...{ NODE_ENV: "test", DATA_DIR: folder },
    ...(url === undefined ? {} : { DATABASE_URL: url }),
  }).databaseFile;

test("the database is a file in the data directory, or the one of an address", () => {
  expect(fileOf()).toBe(join(folder, "tandem.db"));
  expect(fileOf("")).toBe(join(folder, "tandem.db"));
  expect(fileOf("file:/srv/other.db")).toBe("/srv/other.db");
});

test("what an address sets for the connection is no part of the file's name", () => {
  expect(fileOf("file:/srv/other.db?connection_limit=1&socket_timeout=10")).toBe("/srv/other.db");
});

test.each(["mysql://x", "file:", "file:?connection_limit=1"])("%s names no file", (url) => {
  expect(() => fileOf(url)).toThrow(SettingsError);
});
