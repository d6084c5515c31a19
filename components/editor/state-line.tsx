"use client";
/** Whether what I typed is stored: the acknowledged version says so, never the socket. */
import { useEffect, useState } from "react";
import type { DocumentSession } from "@/client/session/document-session";
import type { SessionSnapshot } from "@/client/session/snapshot";
import { unreachable } from "@/collab/unreachable";
import { useSession } from "./use-document-session";

export function StateLine({ session }: { readonly session: DocumentSession | undefined }) {
  const text = useCalmly(useSession(session, stateText));
  const calm = text === "Saved" || text === "Saving…" || text === "Opening…";
  return (
    <span
      role="status"
      aria-live="polite"
      title={text}
      className={`block truncate text-sm ${calm ? "text-muted" : "font-medium text-warn"}`}
    >
      {text}
    </span>
  );
}

/** So much later "Saved" is said: at every keystroke it would flicker, and be read out. */
const calmMs = 350;

/** Late with good news only; everything else is shown at once. */
function useCalmly(text: string): string {
  const [shown, setShown] = useState(text);
  const waits = text === "Saved" && shown === "Saving…";
  if (!waits && shown !== text) setShown(text);
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => setShown(text), calmMs);
    return () => clearTimeout(timer);
  }, [waits, text]);
  return waits ? shown : text;
}

export function stateText({ status, saved, pendingChanges }: SessionSnapshot): string {
  switch (status) {
    case "loading":
      return "Opening…";
    case "live":
      return saved ? "Saved" : "Saving…";
    case "reconnecting":
      return "Reconnecting…";
    case "offline":
      return pendingChanges === 0 ? "Offline" : `Offline: ${kept(pendingChanges)}`;
    case "refused":
      return saved ? "Read-only" : `Not saved: ${kept(pendingChanges)}`;
    default:
      return unreachable(status);
  }
}

function kept(changes: number): string {
  return `${changes} ${changes === 1 ? "change" : "changes"} kept on this device`;
}
