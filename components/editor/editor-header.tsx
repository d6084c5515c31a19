"use client";
/** The bar above a document: where I am, whether it is saved, who is here, and what can be done. */
import { ArrowLeft, History, LinkIcon } from "lucide-react";
import Link from "next/link";
import { lazy, Suspense } from "react";
import type { DocumentSession } from "@/client/session/document-session";
import { mayWrite } from "@/collab/people/roles";
import type { Role } from "@/collab/protocol/server-messages";
import { Button, buttonClass } from "../ui/button";
import { copyText } from "../ui/copy-text";
import { DocumentMenu } from "./document-menu";
import { PeopleHere } from "./people/people-here";
import { StateLine } from "./state-line";
import { useSession } from "./use-document-session";

interface Props {
  readonly documentId: string;
  readonly role: Role;
  /** Whether there is a way to it. */
  readonly history: boolean;
  readonly session: DocumentSession | undefined;
  readonly wide: boolean;
  onWide(): void;
  readonly focus: boolean;
  onFocus(): void;
}

/** Nobody changes it before the page has come. */
const MeHere = lazy(async () => ({ default: (await import("./people/me-here")).MeHere }));
const mePlace = <span className="size-9 shrink-0" />;

/** Out of the way while somebody only writes. */
const inFocus = "group-data-[focus]/page:hidden";

export function EditorHeader({ documentId, role, history, session, ...view }: Props) {
  const me = useSession(session, (snapshot) => snapshot.user);
  const share = () =>
    copyText(
      `${location.origin}/d/${documentId}`,
      `Link copied. Whoever has it can ${mayWrite(role) ? "write here" : "read this"}.`,
    );
  return (
    <div className="group/header flex h-14 items-center gap-1 border-b px-2 group-data-[focus]/page:border-transparent sm:gap-2 sm:px-4">
      <Link href="/" aria-label="All documents" className={buttonClass("ghost", "icon")}>
        <ArrowLeft aria-hidden className="size-4.5" />
      </Link>
      <div className="min-w-0 flex-1">
        <StateLine session={session} />
      </div>
      <PeopleHere session={session} />
      {/* Its place is kept until the server has said who I am. */}
      <Suspense fallback={mePlace}>{me ? <MeHere key={me.id} person={me} /> : mePlace}</Suspense>
      {history && (
        <Link
          href={`/d/${documentId}/history`}
          aria-label="History"
          className={`${buttonClass("ghost", "md")} max-sm:px-3 ${inFocus}`}
        >
          <History aria-hidden className="size-4" />
          <span className="hidden sm:inline">History</span>
        </Link>
      )}
      <Button
        variant="primary"
        aria-label="Share"
        onClick={share}
        className={`max-sm:px-3 ${inFocus}`}
      >
        <LinkIcon aria-hidden className="size-4" />
        <span className="hidden sm:inline">Share</span>
      </Button>
      {view.focus && (
        <Button variant="ghost" onClick={view.onFocus}>
          Leave focus
        </Button>
      )}
      <DocumentMenu documentId={documentId} owner={role === "owner"} {...view} />
    </div>
  );
}
