"use client";
/** The history page: the document at a version, framed, and the sessions it came from. */
import { ArrowLeft, ChevronLeft, ChevronRight, RotateCcw } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import type { Role } from "@/collab/protocol/server-messages";
import { Button, buttonClass } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { SessionList } from "./session-list";
import { useVersions } from "./use-versions";

interface Props {
  readonly documentId: string;
  readonly title: string;
  readonly role: Role;
  readonly head: number;
  readonly version: number;
  readonly html: string | undefined;
  readonly problem: string | undefined;
}

export function HistoryScreen({ documentId, title, role, head, version, html, problem }: Props) {
  const router = useRouter();
  const versions = useVersions(documentId);
  const newest = versions?.version ?? head;
  const [asking, setAsking] = useState(false);
  const at = (wanted: number) => `/d/${documentId}/history?version=${wanted}`;
  const mayRestore =
    (role === "owner" || role === "editor") && version < newest && html !== undefined;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowLeft" && version > 0) router.replace(at(version - 1));
      if (event.key === "ArrowRight" && version < newest) router.replace(at(version + 1));
      if (event.key === "Escape") router.push(`/d/${documentId}`);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
  const restore = async () => {
    setAsking(false);
    const answer = await fetch(`/api/documents/${documentId}/restore`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ version }),
    }).catch(() => undefined);
    const body = await answer?.json().catch(() => undefined);
    if (!answer?.ok) {
      toast.error(body?.error?.message ?? "The server does not answer. Nothing was restored.");
      return;
    }
    toast.success(`Version ${version} is now version ${body.version}.`);
    router.push(at(body.version));
    router.refresh();
  };
  return (
    <div className="flex min-h-dvh flex-col lg:h-dvh">
      <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-paper px-3 sm:px-5">
        <Link
          href={`/d/${documentId}`}
          aria-label="Back to the document"
          className={buttonClass("ghost", "icon")}
        >
          <ArrowLeft aria-hidden className="size-4.5" />
        </Link>
        <div className="min-w-0 flex-1">
          <h1 className="truncate font-semibold text-sm">{title}</h1>
          <p className="text-muted text-xs">
            Version {version} of {newest}
          </p>
        </div>
        <StepLink label="Previous version" href={version > 0 ? at(version - 1) : undefined}>
          <ChevronLeft aria-hidden className="size-4" />
        </StepLink>
        <StepLink label="Next version" href={version < newest ? at(version + 1) : undefined}>
          <ChevronRight aria-hidden className="size-4" />
        </StepLink>
        <Button
          variant="primary"
          disabled={!mayRestore}
          aria-label="Restore this version"
          onClick={() => setAsking(true)}
        >
          <RotateCcw aria-hidden className="size-4" />
          <span className="hidden sm:inline">Restore this version</span>
        </Button>
      </header>
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <main
          aria-label={`Version ${version}`}
          className="min-w-0 flex-1 overflow-y-auto bg-raised p-3 sm:p-8"
        >
          <article className="mx-auto max-w-3xl rounded-xl border bg-surface p-5 shadow-sm sm:p-10">
            {html === undefined ? (
              <p role="alert">{problem}</p>
            ) : (
              // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the server, escaped
              <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
            )}
          </article>
        </main>
        <SessionList documentId={documentId} versions={versions} version={version} />
      </div>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={`Restore version ${version}?`}
        description="It becomes the newest version. Everything since stays in the history, and people who are writing keep what they write."
      >
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>Cancel</Button>
          <Button variant="primary" onClick={restore}>
            Restore
          </Button>
        </div>
      </Dialog>
    </div>
  );
}

function StepLink({
  label,
  href,
  children,
}: {
  readonly label: string;
  readonly href: string | undefined;
  readonly children: React.ReactNode;
}) {
  const look = buttonClass("outline", "icon");
  if (!href) {
    return (
      <button type="button" disabled aria-label={label} className={look}>
        {children}
      </button>
    );
  }
  return (
    <Link href={href} replace aria-label={label} className={look}>
      {children}
    </Link>
  );
}
