/** Asks before the page goes, but only while something is not stored yet. */
import { useEffect } from "react";
import type { DocumentSession } from "@/client/session/document-session";

/** Renders nothing: this changes twice at every keystroke. */
export function useLeaveGuard(session: DocumentSession | undefined): void {
  useEffect(() => {
    if (!session) return;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    const look = () => {
      if (session.snapshot().saved) window.removeEventListener("beforeunload", guard);
      else window.addEventListener("beforeunload", guard);
    };
    look();
    const stop = session.subscribe(look);
    return () => {
      stop();
      window.removeEventListener("beforeunload", guard);
    };
  }, [session]);
}
