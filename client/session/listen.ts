/** What the wire brings, narrowed to one document. */
import type { Refusal } from "@/collab/protocol/refusals";
import type { DocumentUpdated, PresenceEvent, WireChange } from "@/collab/protocol/server-messages";
import type { Transport } from "./ports";

interface Listener {
  connected(): void;
  disconnected(): void;
  refused(refusal: Refusal): void;
  changes(changes: readonly WireChange[]): void;
  presence(event: PresenceEvent): void;
  updated(event: DocumentUpdated): void;
}

/** Returns what stops it. */
export function listen(
  { transport, documentId }: { readonly transport: Transport; readonly documentId: string },
  listener: Listener,
): (() => void)[] {
  const mine = (payload: { documentId: string }) => payload.documentId === documentId;
  return [
    transport.on("connect", () => listener.connected()),
    transport.on("disconnect", () => listener.disconnected()),
    transport.on("refused", (refusal) => listener.refused(refusal)),
    transport.on("broadcast_change", (payload) => {
      if (mine(payload)) listener.changes(payload.changes);
    }),
    transport.on("presence", (payload) => {
      if (mine(payload)) listener.presence(payload);
    }),
    transport.on("document_updated", (payload) => {
      if (mine(payload)) listener.updated(payload);
    }),
  ];
}
