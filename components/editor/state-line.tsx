"use client";
/** Whether what I typed is stored: the acknowledged version says so, never the socket. */
import type { DocumentSession } from "@/client/session/document-session";
import type { SessionSnapshot } from "@/client/session/snapshot";
import { useSession } from "./use-document-session";

export function StateLine({ session }: { readonly session: DocumentSession | undefined }) {
  const text = useSession(session, stateText);
  const calm = text === "Saved" || text === "Opening…";
  return (
    <span role="status" aria-live="polite" className={`truncate text-sm ${calm ? "text-muted" : "text-warn"}`}>
      {text}
    </span>
  );
}

function stateText({ status, saved, pendingChanges }: SessionSnapshot): string {
  switch (status) {
    case "loading":
      return "Opening…";
    case "live":
      return saved ? "Saved" : "Saving…";
    case "reconnecting":
      return "Reconnecting…";
    case "offline":
      if (pendingChanges === 0) return "Offline";
      return `Offline: ${pendingChanges} ${pendingChanges === 1 ? "change" : "changes"} kept on this device`;
    case "refused":
      return saved ? "Read-only" : "Not saved";
  }
}
