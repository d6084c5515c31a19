"use client";
/** When changes are not acknowledged: say so, and why if it is known, and offer a way to keep the text. */
import type { DocumentSession } from "@/client/session/document-session";
import type { SessionSnapshot } from "@/client/session/snapshot";
import { CopyUnsent } from "./copy-unsent";
import { Notice } from "./notices";
import { useSession } from "./use-document-session";

/** Long enough for a server to restart, short enough to lose little if this device fails too. */
const warnAfterMs = 30_000;
/** A server that says what it lacks will not be well in a moment. */
const troubledAfterMs = 4_000;

export function UnsavedBanner({ session }: { readonly session: DocumentSession | undefined }) {
  const late = useSession(session, isLate);
  const trouble = useSession(session, (snapshot) => snapshot.trouble);
  if (!late || !session) return null;
  return (
    <Notice>
      {trouble ?? "Your last changes are not stored on the server yet."} What you wrote is kept on
      this device and sent as soon as it can be.
      <CopyUnsent session={session} />
    </Notice>
  );
}

/** Where nothing is taken any more, another line says so. */
function isLate({ status, oldestPendingMs, trouble }: SessionSnapshot): boolean {
  if (status === "refused") return false;
  return (oldestPendingMs ?? 0) > (trouble ? troubledAfterMs : warnAfterMs);
}
