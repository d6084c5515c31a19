/** Writes one checkpoint, off the path of any acknowledgement; a failed one is simply not there. */
import { textFromDocument } from "@/collab/content/text";
import type { Behaviour } from "../actors/behaviour";
import type { ChangeLog } from "../ports/change-log";
import type { DocumentStore } from "../ports/documents";
import type { Head } from "./sequencer";

export interface CheckpointArgs {
  readonly documentId: string;
  readonly head: Head;
  readonly log: ChangeLog;
  readonly documents: DocumentStore;
}

export const checkpointActor: Behaviour<CheckpointArgs, CheckpointArgs, never> = {
  init: (args) => ({ state: args, continue: "write" }),
  async handleContinue(_term, { documentId, head, log, documents }) {
    const { doc, version } = head;
    await log.saveCheckpoint(documentId, { version, doc: JSON.stringify(doc.toJSON()) });
    await documents.saveText(documentId, textFromDocument(doc));
    return { stop: "normal" };
  },
  label: ({ documentId, head }) => `checkpoint ${head.version} of ${documentId}`,
};
