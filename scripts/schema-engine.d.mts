/** Types of what tests use of `schema-engine.mjs`. */
import type { SchemaEngine } from "@prisma/schema-engine-wasm";

/** @param file path of a SQLite database, or `:memory:` */
export function startSchemaEngine(file: string): Promise<SchemaEngine>;
