/** Prisma's schema engine as WebAssembly: it compares models and judges migrations, offline. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

const require = createRequire(import.meta.url);
/** The bindings hold one instance of the module for all engines. */
const instantiated = instantiate();

async function instantiate() {
  const home = dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const module = await WebAssembly.compile(readFileSync(join(home, "schema_engine_bg.wasm")));
  const instance = await WebAssembly.instantiate(module, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/** The engine asks for little more than the dialect: a database in memory will often do. */
export async function startSchemaEngine(file) {
  await instantiated;
  const bind = createRequire(require.resolve("@prisma/adapter-better-sqlite3"));
  const utils = bind("@prisma/driver-adapter-utils");
  const driver = new PrismaBetterSqlite3({ url: file });
  const factory = utils.bindMigrationAwareSqlAdapterFactory(driver);
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
}
