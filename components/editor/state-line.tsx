"use client";
/** Whether what I typed is stored: the acknowledged version says so, never the socket. */
import { useEffect, useState } from "react";
import type { DocumentSession } from "@/client/session/document-session";
import { emptySnapshot, type SessionSnapshot } from "@/client/session/snapshot";
import { mayWrite } from "@/collab/people/roles";
import { unreachable } from "@/collab/unreachable";

export function StateLine({ session }: { readonly session: DocumentSession | undefined }) {
  const text = useCalmState(session);
  const calm = calmTexts.includes(text);
  return (
    <span
      role="status"
      aria-live="polite"
      title={text}
      // A phone has no room for a long line, but for two.
      className={`truncate text-sm max-sm:line-clamp-2 max-sm:whitespace-normal max-sm:text-xs max-sm:leading-tight sm:block ${calm ? "text-muted" : "font-medium text-warn"}`}
    >
      {text}
    </span>
  );
}

const calmTexts = ["Saved", "Saving…", "Opening…", "Read-only"];

/** So much later "Saved" is said: at every keystroke it would flicker, and be read out. */
const calmMs = 350;

/** Late with good news only; everything else is shown at once. Renders when it says something new. */
function useCalmState(session: DocumentSession | undefined): string {
  const read = () => stateText(session?.snapshot() ?? emptySnapshot);
  const [shown, setShown] = useState(read);
  useEffect(() => {
    if (!session) return;
    let last: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      const text = stateText(session.snapshot());
      if (text === last) return;
      const wait = text === "Saved" && last === "Saving…";
      last = text;
      clearTimeout(timer);
      if (wait) timer = setTimeout(() => setShown(text), calmMs);
      else setShown(text);
    };
    tell();
    const stop = session.subscribe(tell);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session]);
  return shown;
}

/** Longer than any healthy server takes: from here on "Saving…" would not be the truth. */
const savingMs = 4_000;

export function stateText(snapshot: SessionSnapshot): string {
  const { status, role, saved, pendingChanges, oldestPendingMs } = snapshot;
  switch (status) {
    case "loading":
      return "Opening…";
    case "live":
      if (saved) return mayWrite(role) ? "Saved" : "Read-only";
      return (oldestPendingMs ?? 0) < savingMs
        ? "Saving…"
        : `Not saved yet: ${kept(pendingChanges)}`;
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
