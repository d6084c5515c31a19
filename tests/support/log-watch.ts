/** Reads, again and again, how much of what somebody types has reached the log of a database. */
import Sqlite from "better-sqlite3";

const everyMs = 20;

/** So much was stored for certain at no later a moment; more may have been. */
export interface Stored {
  /** When the look at the log began, in wall-clock milliseconds. */
  readonly at: number;
  readonly letters: number;
}

interface Row {
  readonly version: number;
  readonly steps: string;
}

export class LogWatch {
  readonly looks: Stored[] = [];
  readonly #log: Sqlite.Database;
  readonly #documentId: string;
  readonly #timer: NodeJS.Timeout;
  #version: number;
  #letters = 0;

  /** From the present version on; letters of before are not counted. */
  constructor(dataDir: string, documentId: string) {
    this.#log = new Sqlite(`${dataDir}/tandem.db`, { readonly: true });
    this.#documentId = documentId;
    const newest = 'SELECT max("version") FROM "Change" WHERE "documentId" = ?';
    this.#version = Number(this.#log.prepare(newest).pluck().get(documentId) ?? 0);
    this.#timer = setInterval(() => this.#look(), everyMs);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#look();
    this.#log.close();
  }

  #look(): void {
    const at = Date.now();
    const newer = this.#log.prepare<[string, number], Row>(
      'SELECT "version", "steps" FROM "Change" WHERE "documentId" = ? AND "version" > ? ORDER BY 1',
    );
    for (const { version, steps } of newer.all(this.#documentId, this.#version)) {
      this.#version = version;
      this.#letters += lettersIn(JSON.parse(steps));
    }
    this.looks.push({ at, letters: this.#letters });
  }
}

/** All text in steps, whatever form they are kept in. */
function lettersIn(json: unknown): number {
  if (typeof json !== "object" || json === null) return 0;
  let count = 0;
  for (const [key, value] of Object.entries(json)) {
    count += key === "text" && typeof value === "string" ? value.length : lettersIn(value);
  }
  return count;
}
