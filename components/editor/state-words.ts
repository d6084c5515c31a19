/** A document's state in words: as the state line shows it, and as it is read out. */
import type { SessionSnapshot } from "@/client/session/snapshot";
import { mayWrite } from "@/collab/people/roles";
import { unreachable } from "@/collab/unreachable";

/** Longer than any healthy server takes: from here on "Saving…" would not be the truth. */
const savingMs = 4_000;

export function stateText(snapshot: SessionSnapshot): string {
  const { status, role, deleted, saved, pendingChanges, oldestPendingMs } = snapshot;
  const late = (oldestPendingMs ?? 0) >= savingMs;
  switch (status) {
    case "loading":
      return "Opening…";
    case "live":
      if (saved) return mayWrite(role) && !deleted ? "Saved" : "Read-only";
      return late ? `Not saved yet: ${kept(pendingChanges)}` : "Saving…";
    case "reconnecting":
      // A connection that comes and goes is no excuse for what is not stored meanwhile.
      return late ? `Reconnecting: ${kept(pendingChanges)}` : "Reconnecting…";
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

/** Long enough for a server to restart, short enough to lose little if this device fails too. */
const awayMs = 30_000;
/** No restart, and no slow disk that will be well in a moment: it is there, and owes an answer. */
const owedMs = 5_000;
/** A server that says what it lacks will not be well in a moment, either. */
const troubledMs = 4_000;

/** Whether it takes more than a line: why nothing is stored, and a way to keep the text. */
export function needsBanner(snapshot: SessionSnapshot): boolean {
  const { status, oldestPendingMs, unansweredMs, trouble } = snapshot;
  // Where nothing is taken any more, another line says so.
  if (status === "refused") return false;
  if ((unansweredMs ?? 0) > owedMs) return true;
  return (oldestPendingMs ?? 0) > (trouble ? troubledMs : awayMs);
}

/** What is as it should be, or will be in a moment, needs no colour and no voice. */
export function isCalm(text: string): boolean {
  return ["Saved", "Saving…", "Opening…", "Read-only"].includes(text);
}

/** Without the number, which would be read out again at every letter. */
export function spokenText(text: string): string {
  return text.replace(/: \d+ changes? kept/, ": your changes are kept");
}
