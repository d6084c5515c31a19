"use client";
/** The history page: the document at a version, framed, and how it came to be. */
import { useRouter } from "next/navigation";
import { HistoryHeader } from "./history-header";
import { SidePanel } from "./side-panel";
import { useHistoryKeys } from "./use-history-keys";
import { type HistoryStart, useHistoryPage } from "./use-history-page";
import { VersionPage } from "./version-page";

interface Props extends HistoryStart {
  /** The version asked for, made into HTML by the server with everything escaped. */
  readonly html: string | undefined;
  readonly problem: string | undefined;
}

export function HistoryScreen({ html, problem, ...start }: Props) {
  const router = useRouter();
  const page = useHistoryPage(start);
  useHistoryKeys(page, () => router.push(`/d/${page.documentId}`));
  return (
    <div className="flex h-dvh flex-col">
      <HistoryHeader page={page} />
      <div className="flex min-h-0 flex-1">
        <VersionPage page={page} html={html} problem={problem} />
        <SidePanel page={page} />
      </div>
    </div>
  );
}
