"use client";
/** The page of one document: its header, its text, and what there is to say about its state. */
import { lazy, Suspense, useState } from "react";
import { mayReadHistory, mayWrite } from "@/collab/people/roles";
import type { Role } from "@/collab/protocol/server-messages";
import { EditorHeader } from "./editor-header";
import { type Begun, FirstPaint } from "./first-paint";
import { takesWriting } from "./may-type";
import { NameVersionKey } from "./name-version-key";
import { DeletedNotice, RefusedNotice } from "./notices";
import { TitleField } from "./title-field";
import { UnmergedPanel } from "./unmerged-panel";
import { UnsavedBanner } from "./unsaved-banner";
import { useChoice } from "./use-choice";
import { useDock } from "./use-dock";
import { useDocumentSession, useSession } from "./use-document-session";
import { useFocusKey } from "./use-focus-key";
import { useLeaveGuard } from "./use-leave-guard";
import { useWentBack } from "./use-went-back";

const loadEditor = () => import("./document-editor");
const DocumentEditor = lazy(loadEditor);
// Comes while the session joins, not after it.
if (typeof window !== "undefined") loadEditor().catch(() => {});

interface Props {
  readonly documentId: string;
  readonly title: string;
  readonly role: Role;
  /** The stored text, made into HTML by the server with everything escaped. */
  readonly html: string;
}

export function EditorScreen({ documentId, title, role, html }: Props) {
  const session = useDocumentSession(documentId);
  const opened = useSession(session, (snapshot) => snapshot.initialDoc !== undefined);
  const roleNow = useSession(session, (snapshot) => (snapshot.user ? snapshot.role : role));
  const open = useSession(session, takesWriting);
  const [toolbarPlace, setToolbarPlace] = useState<HTMLElement | null>(null);
  const [barPlace, setBarPlace] = useState<HTMLElement | null>(null);
  const [wide, toggleWide] = useChoice("wide");
  const [focus, toggleFocus] = useChoice("focus");
  useFocusKey(toggleFocus);
  useLeaveGuard(session);
  useWentBack(documentId, session);
  const writer = mayWrite(roleNow) && open;
  useDock(writer && !focus);
  const [begun] = useState<Begun>(() => ({ keys: [] }));
  const firstPaint = <FirstPaint html={html} begun={begun} writable={writer} />;
  return (
    <div
      data-wide={wide || undefined}
      data-focus={focus || undefined}
      // Names at the others' carets may reach out of the window, and must not widen a phone's page.
      className="group/page flex min-h-dvh flex-col phone:overflow-x-clip"
    >
      <header className="no-print sticky top-0 z-30 bg-paper">
        <EditorHeader
          documentId={documentId}
          role={roleNow}
          history={mayReadHistory(role)}
          session={session}
          wide={wide}
          onWide={toggleWide}
          focus={focus}
          onFocus={toggleFocus}
        />
        {writer && (
          <div
            ref={setToolbarPlace}
            className="h-11 border-b group-data-[focus]/page:hidden phone:fixed phone:inset-x-0 phone:bottom-(--keyboard) phone:h-12 phone:border-t phone:border-b-0 phone:bg-paper"
          />
        )}
        <UnsavedBanner session={session} />
        <RefusedNotice session={session} />
        <DeletedNotice session={session} documentId={documentId} />
        <div ref={setBarPlace} className="relative" />
      </header>
      <main
        // The find bar of a phone is as wide as the page: the first lines go below it.
        className={`mx-auto w-full flex-1 px-5 pt-10 pb-[30dvh] max-sm:group-has-[#find-bar]/page:pt-24 sm:px-8 ${wide ? "max-w-6xl" : "max-w-3xl"}`}
      >
        <TitleField initial={title} session={session} readOnly={!writer} />
        <Suspense fallback={firstPaint}>
          {session && opened ? (
            <DocumentEditor
              documentId={documentId}
              session={session}
              toolbarPlace={toolbarPlace}
              barPlace={barPlace}
              firstPaint={firstPaint}
              begun={begun}
              focus={focus}
            />
          ) : (
            firstPaint
          )}
        </Suspense>
      </main>
      <UnmergedPanel session={session} writer={writer} />
      {writer && <NameVersionKey documentId={documentId} session={session} />}
    </div>
  );
}
