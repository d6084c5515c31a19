"use client";
/** A document's session for as long as its page is open. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { openBrowserSession } from "@/client/session/browser-session";
import type { DocumentSession } from "@/client/session/document-session";
import { emptySnapshot, type SessionSnapshot } from "@/client/session/snapshot";

export function useDocumentSession(documentId: string): DocumentSession | undefined {
  const [session, setSession] = useState<DocumentSession>();
  useEffect(() => {
    const opened = openBrowserSession(documentId);
    setSession(opened);
    return () => {
      setSession(undefined);
      opened.close();
    };
  }, [documentId]);
  return session;
}

const subscribeToNothing = () => () => {};

/** One slice of the snapshot; renders only when that slice changes. */
export function useSession<T>(
  session: DocumentSession | undefined,
  select: (snapshot: SessionSnapshot) => T,
): T {
  const read = () => select(session?.snapshot() ?? emptySnapshot);
  return useSyncExternalStore(session?.subscribe ?? subscribeToNothing, read, read);
}
