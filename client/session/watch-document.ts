/** Hears of a document's changes as they are stored, without writing in it. */

import type { DocumentUpdated, WireChange } from "@/collab/protocol/server-messages";
import { PROTOCOL_VERSION, SCHEMA_VERSION } from "@/collab/protocol/version";
import { SocketTransport } from "./socket-transport";

export interface Watcher {
  /** In the order of versions; after an interruption some may be missing in between. */
  changes(changes: readonly WireChange[]): void;
  /** The newest version, whenever the connection is made. */
  head(version: number): void;
  updated(news: DocumentUpdated): void;
}

const answerMs = 10_000;

/** Returns what ends it. */
export function watchDocument(documentId: string, watcher: Watcher): () => void {
  const transport = new SocketTransport();
  const mine = (payload: { documentId: string }) => payload.documentId === documentId;
  const join = async () => {
    const payload = { documentId, protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };
    const options = { timeoutMs: answerMs };
    const answer = await transport.request("join", payload, options).catch(() => undefined);
    if (answer?.ok) watcher.head(answer.version);
  };
  transport.on("connect", () => void join());
  transport.on("broadcast_change", (payload) => mine(payload) && watcher.changes(payload.changes));
  transport.on("document_updated", (payload) => mine(payload) && watcher.updated(payload));
  return () => transport.close();
}
