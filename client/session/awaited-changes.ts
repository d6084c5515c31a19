/**
 * Changes on a compact wire, until they are answered: by a message of their own, or by coming back
 * as what everybody is sent.
 */
import { type CompactAnswer, expandAnswer } from "@/collab/protocol/compact";
import type { ClientAnswers, WireChange } from "@/collab/protocol/server-messages";

type Outcome = ClientAnswers["apply_change"];

interface Waiting {
  resolve(outcome: Outcome): void;
  reject(error: Error): void;
  readonly timer: ReturnType<typeof setTimeout>;
}

export class AwaitedChanges {
  readonly #waiting = new Map<string, Waiting>();

  /** @throws when no answer comes in time, or the connection ends first */
  outcomeOf(changeId: string, timeoutMs: number): Promise<Outcome> {
    this.#fail(changeId, "it is sent again");
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#fail(changeId, "no answer in time"), timeoutMs);
      this.#waiting.set(changeId, { resolve, reject, timer });
    });
  }

  answered(answer: CompactAnswer): void {
    this.#settle(answer[0], expandAnswer(answer));
  }

  /** What everybody is sent is stored. */
  cameBack(changes: readonly WireChange[]): void {
    if (this.#waiting.size === 0) return;
    for (const { changeId, version } of changes) this.#settle(changeId, { ok: true, version });
  }

  disconnected(): void {
    for (const changeId of [...this.#waiting.keys()]) this.#fail(changeId, "disconnected");
  }

  #settle(changeId: string, outcome: Outcome): void {
    this.#take(changeId)?.resolve(outcome);
  }

  #fail(changeId: string, why: string): void {
    this.#take(changeId)?.reject(new Error(why));
  }

  #take(changeId: string): Waiting | undefined {
    const waiting = this.#waiting.get(changeId);
    if (waiting) clearTimeout(waiting.timer);
    this.#waiting.delete(changeId);
    return waiting;
  }
}
