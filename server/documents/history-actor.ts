/**
 * Looks after a document's history once changes are stored: groups them into sessions and packs
 * what is old, a little a turn, so that nobody who types waits for it. What it does not get done,
 * the next one does.
 */
import type { Behaviour } from "../actors/behaviour";
import type { Message } from "../actors/message";
import { type PackingWorld, packHistory } from "./history-packing";
import { advanceInPauses, type SessionWorld } from "./session-writer";

export interface HistoryArgs {
  readonly documentId: string;
  /** A version that is stored. */
  readonly until: number;
  readonly world: SessionWorld & PackingWorld;
}

interface HistoryState extends HistoryArgs {
  readonly work: AsyncGenerator<void>;
}

interface GoOn extends Message {
  readonly tag: "go_on";
}

export const historyActor: Behaviour<HistoryArgs, HistoryState, GoOn> = {
  init(args, ctx) {
    ctx.sendAfter(0, { tag: "go_on" });
    return { state: { ...args, work: lookAfter(args) } };
  },
  async handleInfo(_info, { work }, ctx) {
    const { done } = await work.next();
    if (done) return { stop: "normal" };
    ctx.sendAfter(0, { tag: "go_on" });
  },
  label: ({ documentId, until }) => `history of ${documentId} up to ${until}`,
};

async function* lookAfter({ documentId, until, world }: HistoryArgs): AsyncGenerator<void> {
  yield* advanceInPauses(world, documentId, until);
  yield* packHistory(world, documentId, until);
}
