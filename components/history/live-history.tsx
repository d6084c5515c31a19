"use client";
/** The history page alive: stepping, comparing, and all that can be done with the past. */
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { CompareBar } from "./compare-bar";
import { HistoryHeader } from "./history-header";
import { NameDialog } from "./name-dialog";
import { QuestionDialog } from "./question-dialog";
import { Scrubber } from "./scrubber";
import { SidePanel } from "./side-panel";
import { useHistoryKeys } from "./use-history-keys";
import { type HistoryStart, useHistoryPage } from "./use-history-page";
import { VersionPage } from "./version-page";

export interface HistoryProps extends HistoryStart {
  /** The version asked for, made into HTML by the server with everything escaped. */
  readonly html: string | undefined;
  readonly problem: string | undefined;
}

export default function LiveHistory({ html, problem, ...start }: HistoryProps) {
  const router = useRouter();
  const page = useHistoryPage(start);
  const [sheet, setSheet] = useState(false);
  const closeSheet = useCallback(() => setSheet(false), []);
  useHistoryKeys(page, () => router.push(`/d/${page.documentId}`));
  return (
    <div className="flex h-dvh flex-col print:block print:h-auto">
      <HistoryHeader page={page} onVersions={() => setSheet(true)} />
      <CompareBar page={page} />
      <div className="flex min-h-0 flex-1 print:block">
        <VersionPage page={page} html={html} problem={problem} />
        <SidePanel page={page} open={sheet} onClose={closeSheet} />
      </div>
      <Scrubber page={page} />
      <QuestionDialog actions={page.actions} />
      {page.naming !== undefined && (
        <NameDialog
          key={page.naming}
          page={page}
          version={page.naming}
          onClose={() => page.onName(undefined)}
        />
      )}
    </div>
  );
}
