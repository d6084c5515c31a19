/** Asks before the page goes, but only while something is not stored yet. */
import { useEffect } from "react";
import type { DocumentSession } from "@/client/session/document-session";
import { useSession } from "./use-document-session";

export function useLeaveGuard(session: DocumentSession | undefined): void {
  const saved = useSession(session, (snapshot) => snapshot.saved);
  useEffect(() => {
    if (saved) return;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", guard);
    return () => window.removeEventListener("beforeunload", guard);
  }, [saved]);
}
