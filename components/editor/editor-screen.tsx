"use client";
/** The page of one document: its header, its text, and what there is to say about its state. */
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { Role } from "@/collab/protocol/server-messages";
import { EditorHeader } from "./editor-header";
import { Refused } from "./refused";
import { TitleField } from "./title-field";
import { UnmergedPanel } from "./unmerged-panel";
import { UnsavedBanner } from "./unsaved-banner";
import { useDocumentSession, useSession } from "./use-document-session";

const DocumentEditor = dynamic(() => import("./document-editor"), { ssr: false });

interface Props {
  readonly documentId: string;
  readonly title: string;
  readonly role: Role;
  readonly html: string;
}

export function EditorScreen({ documentId, title, role, html }: Props) {
  const session = useDocumentSession(documentId);
  const opened = useSession(session, (snapshot) => snapshot.initialDoc !== undefined);
  const refusal = useSession(session, (snapshot) => snapshot.refusal);
  const deleted = useSession(session, (snapshot) => snapshot.deleted);
  const [ready, setReady] = useState(false);
  const [wide, setWide] = useState(false);
  useLeaveGuard(session);
  const width = wide ? "max-w-6xl" : "max-w-3xl";
  const mayWrite = role === "owner" || role === "editor";
  return (
    <div className="flex min-h-dvh flex-col">
      <EditorHeader
        documentId={documentId}
        title={title}
        session={session}
        wide={wide}
        onWide={() => setWide(!wide)}
      />
      <UnsavedBanner session={session} />
      {refusal && <Refused refusal={refusal} />}
      {deleted && <Notice>This document is in the trash. Its owner can restore it.</Notice>}
      <main className={`mx-auto w-full flex-1 px-4 pt-8 pb-40 sm:px-8 ${width}`}>
        <TitleField
          documentId={documentId}
          initial={title}
          session={session}
          readOnly={!mayWrite}
        />
        {!ready && (
          // Made by the server from the stored document, with everything escaped.
          <div className="prose mt-6" dangerouslySetInnerHTML={{ __html: html }} />
        )}
        {session && opened && <DocumentEditor session={session} onReady={() => setReady(true)} />}
        <UnmergedPanel session={session} />
      </main>
    </div>
  );
}

function Notice({ children }: { readonly children: string }) {
  return (
    <p role="alert" className="border-b bg-warn-soft px-4 py-2 text-center text-sm text-warn">
      {children}
    </p>
  );
}

/** Asks before leaving only while something is not stored yet. */
function useLeaveGuard(session: ReturnType<typeof useDocumentSession>): void {
  const saved = useSession(session, (snapshot) => snapshot.saved);
  useEffect(() => {
    if (saved) return;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", guard);
    return () => window.removeEventListener("beforeunload", guard);
  }, [saved]);
}
