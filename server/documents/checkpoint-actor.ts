/** Writes one checkpoint, off the path of any acknowledgement; a failed one is simply not there. */
import type { Behaviour } from "../actors/behaviour";
import type { ChangeLog } from "../ports/change-log";
import { askForTurn, type GoOn } from "./background-queue";
import type { Head } from "./sequencer";

export interface CheckpointArgs {
  readonly documentId: string;
  readonly head: Head;
  readonly log: ChangeLog;
}

export const checkpointActor: Behaviour<CheckpointArgs, CheckpointArgs, GoOn> = {
  init(args, ctx) {
    askForTurn(ctx);
    return { state: args };
  },
  async handleCast(_turn, { documentId, head, log }) {
    const { doc, version } = head;
    await log.saveCheckpoint(documentId, { version, doc: JSON.stringify(doc.toJSON()) });
    return { stop: "normal" };
  },
  label: ({ documentId, head }) => `checkpoint ${head.version} of ${documentId}`,
};
