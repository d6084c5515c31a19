/** Many people at many documents, each with an identity of their own: limits count by person. */
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@/server/actors/random";
import { Crowd } from "../chaos/chaos";
import { guestCookie, newDocument } from "../chaos/writer";
import type { Trace } from "../support/tokens";
import { Typist } from "./typist";

/** People who come at the same time. */
const atOnce = 10;
const openMs = 120_000;

export interface Entering {
  readonly connections: number;
  /** Of each document; as many as people at it, if nothing is said. */
  readonly paragraphs?: number;
  readonly seed: number;
}

export interface CrowdOptions extends Entering {
  readonly documents: number;
}

export class LoadCrowd extends Crowd {
  readonly typists: Typist[] = [];
  /** From an edit to its being kept, in milliseconds. */
  readonly delays: number[] = [];
  /** How long each took to have the text. */
  readonly openedMs: number[] = [];
  /** Connections that were lost. */
  drops = 0;

  /** Makes the documents, and lets everybody open theirs. Resolves to the documents. */
  async open(options: CrowdOptions): Promise<readonly string[]> {
    const { connections, documents, paragraphs = Math.ceil(connections / documents) } = options;
    const owner = await guestCookie(this.url, "Owner");
    const markdown = Array.from({ length: paragraphs }, () => paragraph(paragraphs)).join("\n\n");
    const ids: string[] = [];
    for (let index = 0; index < documents; index++) {
      ids.push(await newDocument(this.url, owner, `Load ${index}`, markdown));
    }
    await this.enter(ids, options);
    return ids;
  }

  /** People, a few at a time, who are spread over the documents. */
  async enter(documentIds: readonly string[], options: Entering): Promise<void> {
    const { connections } = options;
    const traces = documentIds.map((): Trace => ({ typed: new Set(), deleted: new Set() }));
    for (let start = 0; start < connections; start += atOnce) {
      const some = Array.from(
        { length: Math.min(atOnce, connections - start) },
        (_, i) => start + i,
      );
      await Promise.all(some.map((index) => this.#enter(index, documentIds, traces, options)));
    }
  }

  /** All type `perSecond` edits each until `ended`, whatever the server does. Resolves to how many. */
  async typeUntil(ended: AbortSignal, perSecond: number): Promise<number> {
    let edits = 0;
    setMaxListeners(0, ended);
    await Promise.all(
      this.typists.map(async (typist) => {
        const { random } = typist.writer.options;
        let next = performance.now() + (random() * 1000) / perSecond;
        for (;;) {
          const waitMs = Math.max(0, next - performance.now());
          await sleep(waitMs, undefined, { signal: ended }).catch(() => {});
          if (ended.aborted) return;
          typist.type();
          edits += 1;
          next += ((0.5 + random()) * 1000) / perSecond;
        }
      }),
    );
    return edits;
  }

  /** What was promised so far was looked at: it is forgotten. */
  forget(): void {
    for (const writer of this.writers) {
      writer.forget();
      const { typed, deleted } = writer.options.trace;
      for (const word of deleted) typed.delete(word);
      deleted.clear();
    }
  }

  refused(): number {
    return Object.values(this.refusals()).reduce((sum, count) => sum + count, 0);
  }

  async #enter(
    index: number,
    documentIds: readonly string[],
    traces: readonly Trace[],
    { connections, paragraphs, seed }: Entering,
  ): Promise<void> {
    const { url } = this;
    const documents = documentIds.length;
    const [documentId, trace] = [documentIds[index % documents], traces[index % documents]];
    if (documentId === undefined || !trace) throw new Error("Everybody needs a document.");
    const name = `w${index}`;
    const cookie = await guestCookie(url, name);
    const people = Math.ceil(connections / documents);
    const place = Math.floor((Math.floor(index / documents) * (paragraphs ?? people)) / people);
    const started = performance.now();
    const typist = new Typist({
      ...{ url, cookie, name, documentId, trace, place, paceMs: 1000 },
      random: seededRandom(seed * 1009 + index),
      acknowledged() {},
      confirmed: (ms) => this.delays.push(ms),
      dropped: () => {
        this.drops += 1;
      },
    });
    this.typists.push(typist);
    this.writers.push(typist.writer);
    await typist.opened(openMs);
    this.openedMs.push(performance.now() - started);
  }
}

/** Ten thousand of them are a megabyte; few are short. */
function paragraph(count: number): string {
  return "a paragraph that somebody began before "
    .repeat(count > 1000 ? 3 : 1)
    .slice(0, 101)
    .trim();
}

/** A signal that comes after `seconds`. */
export function after(seconds: number): AbortSignal {
  return AbortSignal.timeout(seconds * 1000);
}
