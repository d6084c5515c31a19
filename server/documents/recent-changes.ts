/** The last changes of an open document: what late clients are rebased over and caught up with. */
import type { StepMap } from "@tiptap/pm/transform";
import type { WireChange } from "@/collab/protocol/server-messages";

export interface RecentChange {
  readonly digest: string;
  readonly maps: readonly StepMap[];
  readonly wire: WireChange;
}

/** A window over the end of the log: every version after `baseVersion`, the last `limit` at least. */
export class RecentChanges {
  #changes: RecentChange[] = [];
  readonly #byId = new Map<string, RecentChange>();
  #baseVersion: number;

  constructor(
    baseVersion: number,
    readonly limit: number,
  ) {
    this.#baseVersion = baseVersion;
  }

  /** The version before the oldest change held here. */
  get baseVersion(): number {
    return this.#baseVersion;
  }

  get length(): number {
    return this.#changes.length;
  }

  /** Whether everything after `version` is here. */
  covers(version: number): boolean {
    return version >= this.#baseVersion;
  }

  find(changeId: string): RecentChange | undefined {
    return this.#byId.get(changeId);
  }

  /** The changes after `version`, up to `until` if it is given; only for a version that is covered. */
  since(version: number, until = Number.POSITIVE_INFINITY): readonly RecentChange[] {
    return this.#changes.slice(version - this.#baseVersion, until - this.#baseVersion);
  }

  mapsSince(version: number, until?: number): StepMap[] {
    return this.since(version, until).flatMap((change) => change.maps);
  }

  push(change: RecentChange): void {
    this.#changes.push(change);
    this.#byId.set(change.wire.changeId, change);
    // Trimmed by a fifth, so that a keystroke costs the same however long the window is.
    if (this.#changes.length >= this.limit * 1.25) this.#trim(this.limit);
  }

  #trim(keep: number): void {
    const gone = this.#changes.length - keep;
    for (const change of this.#changes.slice(0, gone)) this.#byId.delete(change.wire.changeId);
    this.#changes = this.#changes.slice(gone);
    this.#baseVersion += gone;
  }
}
