/**
 * People who only read, in a process of their own: what they take in must not hold up those whose
 * typing is timed.
 */
import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Shown } from "../chaos/check";
import type { Typist } from "./typist";

export interface ReadersOptions {
  readonly url: string;
  readonly documentIds: readonly string[];
  readonly connections: number;
  readonly seed: number;
}

/** What one or more of them see of a document. */
export interface Seen {
  readonly documentId: string;
  readonly version: number;
  readonly digest: string;
}

export class Readers {
  private constructor(readonly child: ChildProcess) {}

  /** Resolves when all have the text. */
  static async start(options: ReadersOptions): Promise<Readers> {
    const script = join(import.meta.dirname, "readers-process.ts");
    const execArgv = ["--import", "tsx"];
    const child = fork(script, [JSON.stringify(options)], { execArgv });
    await new Promise((ready, fail) => {
      child.once("message", ready);
      child.once("exit", () => fail(new Error("The readers could not open their documents.")));
    });
    return new Readers(child);
  }

  /** Until all have what the typists have, or `withinMs` have gone. */
  async catchUp(typists: readonly Typist[], withinMs: number): Promise<void> {
    const versions = new Map(
      typists.map(({ writer }) => [writer.options.documentId, writer.session.version]),
    );
    const deadline = performance.now() + withinMs;
    while (performance.now() < deadline) {
      const seen = await this.#seen();
      if (seen.every(({ documentId, version }) => version === versions.get(documentId))) return;
      await sleep(20);
    }
  }

  /** A sentence for each text that is not what the server shows. */
  async strayed(shown: readonly Shown[]): Promise<readonly string[]> {
    const digests = new Map(shown.map(({ documentId, doc }) => [documentId, digestOf(doc)]));
    return (await this.#seen())
      .filter(({ documentId, digest }) => digest !== digests.get(documentId))
      .map(
        ({ documentId, version }) => `I4: ${documentId}: a reader at ${version} sees another text`,
      );
  }

  close(): void {
    this.child.disconnect();
  }

  #seen(): Promise<readonly Seen[]> {
    return new Promise((resolve) => {
      this.child.once("message", (seen: readonly Seen[]) => resolve(seen));
      this.child.send("seen");
    });
  }
}

export function digestOf(doc: unknown): string {
  return createHash("sha256").update(JSON.stringify(doc)).digest("base64url");
}
