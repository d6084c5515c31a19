/** Changes on their way into the editor: in version order, each once, with gaps noticed. */
import type { WireChange } from "@/collab/protocol/server-messages";

/** More than this waiting means a gap that will not close by itself soon. */
const waitingLimit = 5000;

export class Inbox {
  readonly #waiting = new Map<number, WireChange>();

  /** Takes what is new after `version`; what is at or below it was seen before. */
  add(changes: readonly WireChange[], version: number): void {
    for (const waiting of this.#waiting.keys()) {
      if (waiting <= version) this.#waiting.delete(waiting);
    }
    for (const change of changes) {
      if (change.version > version) this.#waiting.set(change.version, change);
    }
    // What was dropped here is pulled later, like any gap.
    while (this.#waiting.size > waitingLimit) {
      this.#waiting.delete(Math.max(...this.#waiting.keys()));
    }
  }

  /** The changes that continue `version`, without a gap; my own change comes by itself. */
  take(version: number, ownChangeId: string | undefined): readonly WireChange[] {
    const taken: WireChange[] = [];
    for (let next = version + 1; ; next++) {
      const change = this.#waiting.get(next);
      if (!change) break;
      const isOwn = change.changeId === ownChangeId;
      if (isOwn && taken.length > 0) break;
      taken.push(change);
      this.#waiting.delete(next);
      if (isOwn) break;
    }
    return taken;
  }
}
