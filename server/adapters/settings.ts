/** Settings from the environment: every one optional, each checked at start with a clear sentence. */
import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";

/** A mistake of whoever runs Tandem: shown as one sentence, without a stack. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** Environment variables that are set to nothing count as not set. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

const environment = z.object({
  PORT: optional(z.coerce.number().int().min(0).max(65_535).default(3000)),
  HOST: optional(z.string().default("0.0.0.0")),
  DATABASE_URL: optional(z.string().optional()),
  DATA_DIR: optional(z.string().default("./data")),
  TANDEM_URL: optional(z.url({ protocol: /^https?$/ }).optional()),
  TANDEM_SECRET: optional(z.string().min(32).optional()),
  TANDEM_ADMIN_TOKEN: optional(z.string().min(16).optional()),
  DOCUMENT_IDLE_SECONDS: optional(z.coerce.number().min(0.1).max(86_400).default(300)),
  LOG_LEVEL: optional(
    z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  ),
});

const hints: Record<string, string> = {
  PORT: "a port number from 0 to 65535",
  TANDEM_URL: "a full address such as https://docs.example.org",
  TANDEM_SECRET: "at least 32 characters; leave it out to have one made",
  TANDEM_ADMIN_TOKEN: "at least 16 characters; leave it out to have one made",
  DOCUMENT_IDLE_SECONDS: "seconds from 0.1 to 86400",
  LOG_LEVEL: "trace, debug, info, warn, error or silent",
};

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseFile: string;
  /** Public address, when it is known. */
  readonly url: URL | undefined;
  readonly secret: string;
  readonly adminToken: string;
  /** How long a document stays in memory with nobody in it. */
  readonly idleMs: number;
  readonly logLevel: string;
}

/** @throws SettingsError naming the setting and what it should be */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? "A setting");
    const found = env[name];
    throw new SettingsError(`${name} is ${JSON.stringify(found)}; it must be ${hints[name]}.`);
  }
  const values = parsed.data;
  const dataDir = resolve(values.DATA_DIR);
  prepareDirectory(dataDir);
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir,
    databaseFile: databaseFile(values.DATABASE_URL, dataDir),
    url: values.TANDEM_URL ? new URL(values.TANDEM_URL) : undefined,
    secret: values.TANDEM_SECRET ?? keptSecret(dataDir, "secret"),
    adminToken: values.TANDEM_ADMIN_TOKEN ?? keptSecret(dataDir, "admin-token"),
    idleMs: values.DOCUMENT_IDLE_SECONDS * 1000,
    logLevel: values.LOG_LEVEL,
  };
}

function databaseFile(url: string | undefined, dataDir: string): string {
  if (url === undefined) return join(dataDir, "tandem.db");
  // What follows a question mark is for Prisma's own connections; it names no file.
  const [, file] = /^file:([^?]+)/.exec(url) ?? [];
  if (file !== undefined) return resolve(file);
  throw new SettingsError(
    `DATABASE_URL is ${JSON.stringify(url)}; it must be file:<path> of an SQLite database.`,
  );
}

function prepareDirectory(dataDir: string): void {
  try {
    // Not recursive where it need not be: in a folder that refuses, as /proc does, that never ends.
    const recursive = !existsSync(dirname(dataDir));
    if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive, mode: 0o700 });
    accessSync(dataDir, constants.W_OK);
    // As root every directory looks writable, a read-only mount included: only a file proves it.
    writeFileSync(join(dataDir, ".writable"), "");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SettingsError(
      `The data directory ${dataDir} can't be written (${why}). Set DATA_DIR to one that can.`,
    );
  }
}

/** A secret made once, and kept readable by the owner alone. */
function keptSecret(dataDir: string, name: string): string {
  const file = join(dataDir, name);
  if (existsSync(file)) {
    const kept = readFileSync(file, "utf8").trim();
    if (kept.length >= 32) return kept;
    throw new SettingsError(`${file} is damaged. Restore it, or delete it to have a new one made.`);
  }
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: "wx" });
  return secret;
}
