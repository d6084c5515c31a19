/** A change log that fails as real ones do, by an injected chance, for the simulation and tests. */
import type { Append, AppendResult, ChangeLog } from "@/server/ports/change-log";
import { StoreError } from "@/server/ports/store-error";

/** Chances are between 0 and 1 and are asked again for every call. */
export interface LogFaults {
  /** The store is busy; nothing was written. */
  busy: number;
  /** The write fails; nothing was written. */
  failBefore: number;
  /** The write is committed, and its answer is lost. */
  failAfter: number;
  /** Opening or reading fails. */
  failRead: number;
  /** How long each call takes, at least and at most. */
  delayMs: readonly [least: number, most: number];
}

export const noFaults: LogFaults = {
  ...{ busy: 0, failBefore: 0, failAfter: 0, failRead: 0, delayMs: [0, 0] },
};

export interface FaultSource {
  /** A number in [0, 1). */
  random(): number;
  /** Resolves after `ms` of the simulated or the real clock. */
  sleep(ms: number): Promise<void>;
}

/** What went wrong, in order, so that a test can assert that it injected anything at all. */
export type InjectedFault = "busy" | "before" | "after" | "read";

export class FaultyChangeLog implements ChangeLog {
  /** May be changed at any time. */
  faults: LogFaults;
  readonly injected: InjectedFault[] = [];
  readonly #log: ChangeLog;
  readonly #source: FaultSource;

  constructor(log: ChangeLog, source: FaultSource, faults: Partial<LogFaults> = {}) {
    this.#log = log;
    this.#source = source;
    this.faults = { ...noFaults, ...faults };
  }

  async append(entries: readonly Append[]): Promise<readonly AppendResult[]> {
    await this.#delay();
    this.#fail("busy", this.faults.busy, new StoreError("busy", "Injected: busy."));
    this.#fail("before", this.faults.failBefore, new StoreError("io", "Injected: not written."));
    const results = await this.#log.append(entries);
    await this.#delay();
    const lost = new StoreError("unknown_result", "Injected: written, but the answer was lost.");
    this.#fail("after", this.faults.failAfter, lost);
    return results;
  }

  /** A store that can't be written may still be read. */
  async open(documentId: string): ReturnType<ChangeLog["open"]> {
    const opened = await this.#reading(() => this.#log.open(documentId));
    return opened && this.#strikes("before", this.faults.failBefore)
      ? { ...opened, epoch: undefined }
      : opened;
  }

  async claim(documentId: string): ReturnType<ChangeLog["claim"]> {
    await this.#delay();
    this.#fail("before", this.faults.failBefore, new StoreError("io", "Injected: not written."));
    return this.#log.claim(documentId);
  }

  read(...args: Parameters<ChangeLog["read"]>): ReturnType<ChangeLog["read"]> {
    return this.#reading(() => this.#log.read(...args));
  }

  find(documentId: string, changeId: string): ReturnType<ChangeLog["find"]> {
    return this.#reading(() => this.#log.find(documentId, changeId));
  }

  checkpointBefore(id: string, version: number): ReturnType<ChangeLog["checkpointBefore"]> {
    return this.#reading(() => this.#log.checkpointBefore(id, version));
  }

  leaps(...args: Parameters<ChangeLog["leaps"]>): ReturnType<ChangeLog["leaps"]> {
    return this.#reading(() => this.#log.leaps(...args));
  }

  saveCheckpoint(...args: Parameters<ChangeLog["saveCheckpoint"]>): Promise<void> {
    return this.#reading(() => this.#log.saveCheckpoint(...args));
  }

  async #reading<T>(read: () => Promise<T>): Promise<T> {
    await this.#delay();
    this.#fail("read", this.faults.failRead, new StoreError("unreachable", "Injected: away."));
    return read();
  }

  async #delay(): Promise<void> {
    const [least, most] = this.faults.delayMs;
    if (most > 0) await this.#source.sleep(least + this.#source.random() * (most - least));
  }

  #fail(fault: InjectedFault, chance: number, error: StoreError): void {
    if (this.#strikes(fault, chance)) throw error;
  }

  #strikes(fault: InjectedFault, chance: number): boolean {
    if (chance <= 0 || this.#source.random() >= chance) return false;
    this.injected.push(fault);
    return true;
  }
}
