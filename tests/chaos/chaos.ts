/** People write into a real server that is killed again and again; then everything is checked. */
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "@/server/actors/random";
import { TandemServer } from "../support/tandem-server";
import type { Trace } from "../support/tokens";
import { check, type Figures, type Shown } from "./check";
import { guestCookie, newDocument, Writer } from "./writer";

/** After the last fault everything must be stored within this long, on a machine that is not starved. */
export const healMs = 10_000;
/** In tests, which run beside others. */
export const patientMs = 60_000;

export interface ChaosOptions {
  readonly seed: number;
  readonly rounds: number;
  readonly signal?: NodeJS.Signals;
  readonly writers?: number;
  readonly documents?: number;
  /** Between two edits of one writer, at most. */
  readonly paceMs?: number;
  /** Writing goes on so long at most, until the next kill. */
  readonly lifeMs?: number;
  /** How long it may take until everything is stored; ten seconds, if nothing is said. */
  readonly healWithinMs?: number;
  tell?(line: string): void;
}

export interface ChaosReport extends Figures {
  readonly rounds: number;
  /** From the signal to the first acknowledgement of the next server, where there was one. */
  readonly outageMs: readonly number[];
  /** From the end of the last fault until everybody was saved and saw the same. */
  readonly healedMs: number;
  /** Exit codes of servers that were asked to stop; a killed one has none. */
  readonly exits: readonly (number | null)[];
  readonly refusals: Readonly<Record<string, number>>;
}

/** People who write into a server. */
export class Crowd {
  readonly writers: Writer[] = [];
  #heard: (() => void) | undefined;

  /** @param url where the writers go: to the server itself, or through a proxy */
  constructor(readonly url: string) {}

  async join(options: ChaosOptions): Promise<void> {
    const { seed, writers = 6, documents = 2, paceMs = 150 } = options;
    const { url } = this;
    const owner = await guestCookie(url, "Owner");
    const ids = [];
    for (let index = 0; index < documents; index++) {
      ids.push(await newDocument(url, owner, `Chaos ${index}`));
    }
    const traces = new Map<string, Trace>();
    for (const id of ids) traces.set(id, { typed: new Set(), deleted: new Set() });
    for (let index = 0; index < writers; index++) {
      const name = `w${index}`;
      const documentId = ids[index % documents] ?? "";
      const trace = traces.get(documentId);
      if (!trace) throw new Error("A writer needs a document.");
      const random = seededRandom(seed * 1009 + index);
      const cookie = await guestCookie(url, name);
      const acknowledged = () => this.#heard?.();
      const own = { url, cookie, name, documentId, random, trace, paceMs, acknowledged };
      this.writers.push(new Writer(own));
    }
    for (const writer of this.writers) writer.startWriting();
  }

  /** When anybody is next told that something is stored. */
  nextAcknowledgement(): Promise<void> {
    return new Promise((resolve) => {
      this.#heard = resolve;
    });
  }

  /** Nobody writes any more: how long it takes until all is stored, in milliseconds. */
  async settle(withinMs: number): Promise<number> {
    const start = performance.now();
    for (const writer of this.writers) writer.stopWriting();
    for (;;) {
      const tookMs = performance.now() - start;
      if (this.writers.every(({ settled }) => settled) && this.#oneVersion()) return tookMs;
      if (tookMs > 3 * withinMs) return tookMs;
      await sleep(50);
    }
  }

  /** What the running server shows, as a client gets it. */
  async shown(): Promise<Shown[]> {
    const shown = new Map<string, Shown>();
    for (const { options } of this.writers) {
      const { url, cookie, documentId } = options;
      if (shown.has(documentId)) continue;
      const path = `/api/documents/${documentId}/content?format=json`;
      const answer = await fetch(new URL(path, url), { headers: { cookie } });
      const { version, doc } = await answer.json();
      shown.set(documentId, { documentId, version, doc });
    }
    return [...shown.values()];
  }

  refusals(): Record<string, number> {
    const all: Record<string, number> = {};
    for (const { refusals } of this.writers) {
      for (const [code, count] of refusals) all[code] = (all[code] ?? 0) + count;
    }
    return all;
  }

  close(): void {
    for (const writer of this.writers) writer.close();
  }

  #oneVersion(): boolean {
    const versions = new Map<string, Set<number>>();
    for (const { session, options } of this.writers) {
      const seen = versions.get(options.documentId) ?? new Set();
      versions.set(options.documentId, seen.add(session.version));
    }
    return [...versions.values()].every(({ size }) => size === 1);
  }
}

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, rounds, signal = "SIGKILL", lifeMs = 3000, tell } = options;
  const { healWithinMs = healMs } = options;
  const random = seededRandom(seed);
  const server = await TandemServer.start();
  const crowd = new Crowd(server.url);
  try {
    await crowd.join(options);
    const outageMs: number[] = [];
    const exits: (number | null)[] = [];
    let firstAcknowledgement = crowd.nextAcknowledgement();
    for (let round = 1; round <= rounds; round++) {
      // Mostly into the middle of writing, sometimes into everybody's coming back.
      if (random() < 0.8) await Promise.race([firstAcknowledgement, sleep(healMs)]);
      await sleep(random() * lifeMs);
      if (!server.running) throw new Error(`The server ended by itself.\n${server.output}`);
      const since = performance.now();
      exits.push(await server.kill(signal));
      firstAcknowledgement = crowd.nextAcknowledgement();
      void firstAcknowledgement.then(() => outageMs.push(performance.now() - since));
      await server.launch();
      if (round % 10 === 0) tell?.(`${round} of ${rounds}`);
    }
    const healedMs = await crowd.settle(healWithinMs);
    const shown = await crowd.shown();
    await server.kill("SIGTERM");
    const figures = await check(`${server.dataDir}/tandem.db`, crowd.writers, shown);
    const broken = [...figures.broken];
    if (healedMs > healWithinMs) broken.push(`I11: it took ${Math.round(healedMs)} ms to settle`);
    return { ...figures, broken, rounds, outageMs, healedMs, exits, refusals: crowd.refusals() };
  } finally {
    crowd.close();
    await server.dispose();
  }
}
