/** Writes one checkpoint, off the path of any acknowledgement; a failed one is simply not there. */
import type { Behaviour } from "../actors/behaviour";
import type { ChangeLog } from "../ports/change-log";
import type { Head } from "./sequencer";

export interface CheckpointArgs {
  readonly documentId: string;
  readonly head: Head;
  readonly log: ChangeLog;
}

export const checkpointActor: Behaviour<CheckpointArgs, CheckpointArgs, never> = {
  init: (args) => ({ state: args, continue: "write" }),
  async handleContinue(_term, { documentId, head, log }) {
    const { doc, version } = head;
    await log.saveCheckpoint(documentId, { version, doc: JSON.stringify(doc.toJSON()) });
    return { stop: "normal" };
  },
  label: ({ documentId, head }) => `checkpoint ${head.version} of ${documentId}`,
};
