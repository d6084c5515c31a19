"use client";
/** Lines above a document that can't be written in any more: what happened, and what to do. */
import type { ReactNode } from "react";
import { toast } from "sonner";
import { request } from "@/client/request";
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
  // Of no interest before: it changes twice a letter.
  const unsent = useSession(session, (one) => one.refusal !== undefined && one.pendingChanges > 0);
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

export function DeletedNotice({ session, documentId }: Props & { readonly documentId: string }) {
  const deleted = useSession(session, (snapshot) => snapshot.deleted);
  const owner = useSession(session, (snapshot) => snapshot.role === "owner");
  if (!deleted) return null;
  if (!owner) return <Notice>This document is in the trash. Its owner can restore it.</Notice>;
  // Everybody who is here hears of it from the server, and writes on.
  const restore = async () => {
    const answer = await request(`/api/documents/${documentId}`, {
      method: "PATCH",
      body: { trashed: false },
    });
    if (!answer.ok) toast.error(answer.message);
  };
  return (
    <Notice>
      This document is in the trash. Restore it to go on writing.
      <Button size="sm" onClick={() => void restore()}>
        Restore
      </Button>
    </Notice>
  );
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
