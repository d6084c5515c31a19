/**
 * Looks after a document's history once changes are stored: groups them into sessions, a page a
 * turn, so that nobody who types waits for it. What it does not get done, the next one does.
 */
import type { Behaviour } from "../actors/behaviour";
import type { Message } from "../actors/message";
import { advanceSessions, type SessionWorld } from "./session-writer";

export interface HistoryArgs {
  readonly documentId: string;
  /** A version that is stored. */
  readonly until: number;
  readonly world: SessionWorld;
}

interface GoOn extends Message {
  readonly tag: "go_on";
}

export const historyActor: Behaviour<HistoryArgs, HistoryArgs, GoOn> = {
  init(args, ctx) {
    ctx.sendAfter(0, { tag: "go_on" });
    return { state: args };
  },
  async handleInfo(_info, { documentId, until, world }, ctx) {
    const progress = await advanceSessions(world, documentId, until, 1);
    if (progress.version >= until) return { stop: "normal" };
    ctx.sendAfter(0, { tag: "go_on" });
  },
  label: ({ documentId, until }) => `history of ${documentId} up to ${until}`,
};
