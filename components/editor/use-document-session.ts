"use client";
/** A document's session for as long as its page is open. */
import { useEffect, useState, useSyncExternalStore } from "react";
import type { DocumentSession } from "@/client/session/document-session";
import { emptySnapshot, type SessionSnapshot } from "@/client/session/snapshot";

/** Asked for as soon as this is read: the page is shown, and alive, before it has come. */
const loading =
  typeof window === "undefined" ? undefined : import("@/client/session/browser-session");
// Whoever opens a session hears of a failure; nobody may have by then.
loading?.catch(() => {});

export function useDocumentSession(documentId: string): DocumentSession | undefined {
  const [session, setSession] = useState<DocumentSession>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    let opened: DocumentSession | undefined;
    let gone = false;
    loading?.then(({ openBrowserSession }) => {
      if (gone) return;
      opened = openBrowserSession(documentId);
      setSession(opened);
    }, setFailure);
    return () => {
      gone = true;
      setSession(undefined);
      opened?.close();
    };
  }, [documentId]);
  // For the nearest error page: it offers to try again.
  if (failure) throw failure;
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
