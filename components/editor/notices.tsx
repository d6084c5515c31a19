"use client";
/** Lines above a document that can't be written in any more: what happened, and what to do. */
import type { ReactNode } from "react";
import type { DocumentSession } from "@/client/session/document-session";
import { Button } from "../ui/button";
import { CopyUnsent } from "./copy-unsent";
import { useSession } from "./use-document-session";

interface Props {
  readonly session: DocumentSession | undefined;
}

/** The server will not have this connection. */
export function RefusedNotice({ session }: Props) {
  const refusal = useSession(session, (snapshot) => snapshot.refusal);
  const unsent = useSession(session, (snapshot) => snapshot.pendingChanges > 0);
  if (!refusal || !session) return null;
  return (
    <Notice>
      {refusal.message} What you see is read-only.
      {unsent && <CopyUnsent session={session} />}
      <Button size="sm" onClick={() => location.reload()}>
        Reload the page
      </Button>
    </Notice>
  );
}

export function DeletedNotice({ session }: Props) {
  const deleted = useSession(session, (snapshot) => snapshot.deleted);
  return deleted && <Notice>This document is in the trash. Its owner can restore it.</Notice>;
}

export function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1.5 border-b bg-warn-soft px-4 py-2 text-sm text-warn"
    >
      {children}
    </div>
  );
}
