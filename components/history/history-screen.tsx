"use client";
/** The history page: the document at a version, framed, and the sessions it came from. */
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { Role } from "@/collab/protocol/server-messages";
import { buttonClass } from "../ui/button";
import { Tooltip } from "../ui/tooltip";
import { RestoreButton } from "./restore-button";
import { SessionList } from "./session-list";
import { useHistoryKeys } from "./use-history-keys";
import { useMoment } from "./use-moment";
import { useVersions } from "./use-versions";
import { VersionPage } from "./version-page";
import { VersionSteps } from "./version-steps";

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
  const moment = useMoment(documentId, version);
  const newest = Math.max(versions.list?.version ?? 0, head);
  const at = (wanted: number) => `/d/${documentId}/history?version=${wanted}`;
  const previous = version > 0 ? at(Math.min(version - 1, newest)) : undefined;
  const next = version < newest ? at(version + 1) : undefined;
  const mayRestore = role === "owner" || role === "editor";
  const go = (address: string | undefined) => {
    if (address !== undefined) router.replace(address, { scroll: false });
  };
  useHistoryKeys({
    onPrevious: () => go(previous),
    onNext: () => go(next),
    onLeave: () => router.push(`/d/${documentId}`),
  });
  return (
    <div className="flex h-dvh flex-col">
      <header className="flex h-14 shrink-0 items-center gap-2 border-b bg-paper px-3 sm:px-5">
        <Tooltip label="Back to the document" shortcut="Esc">
          <Link
            href={`/d/${documentId}`}
            aria-label="Back to the document"
            className={buttonClass("ghost", "icon")}
          >
            <ArrowLeft aria-hidden className="size-4.5" />
          </Link>
        </Tooltip>
        <div className="min-w-0 flex-1">
          <h1 className="truncate font-semibold text-sm">{title}</h1>
          <p role="status" className="truncate text-muted text-xs">
            {version <= newest ? `Version ${version} of ${newest}` : `${newest} versions`}
          </p>
        </div>
        <VersionSteps previous={previous} next={next} />
        {mayRestore && (
          <RestoreButton
            documentId={documentId}
            version={version}
            disabled={version >= newest || html === undefined}
            onRestored={(restored) => router.push(at(restored))}
          />
        )}
      </header>
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <VersionPage
          key={version}
          version={version}
          newest={newest}
          moment={moment}
          html={html}
          problem={problem}
        />
        <SessionList documentId={documentId} versions={versions} version={version} />
      </div>
    </div>
  );
}
