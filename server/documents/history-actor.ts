/**
 * Looks after a document's history once changes are stored: groups them into sessions and packs
 * what is old, a little a turn, so that nobody who types waits for it. What it does not get done,
 * the next one does.
 */
import type { Behaviour } from "../actors/behaviour";
import { askForTurn, type GoOn } from "./background-queue";
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

export const historyActor: Behaviour<HistoryArgs, HistoryState, GoOn> = {
  init(args, ctx) {
    askForTurn(ctx);
    return { state: { ...args, work: lookAfter(args) } };
  },
  async handleCast(_turn, { work }, ctx) {
    const { done } = await work.next();
    if (done) return { stop: "normal" };
    askForTurn(ctx);
  },
  label: ({ documentId, until }) => `history of ${documentId} up to ${until}`,
};

async function* lookAfter({ documentId, until, world }: HistoryArgs): AsyncGenerator<void> {
  yield* advanceInPauses(world, documentId, until);
  yield* packHistory(world, documentId, until);
}
