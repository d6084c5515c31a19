"use client";
/** The bar above the past: where I am, how it is shown, and what can be done with this version. */
import { ArrowLeft, ChevronLeft, ChevronRight, Columns2, List, RotateCcw } from "lucide-react";
import Link from "next/link";
import { Button, buttonClass } from "../ui/button";
import { Tooltip } from "../ui/tooltip";
import { stepVersion } from "./use-history-keys";
import type { HistoryPage } from "./use-history-page";
import { VersionMenu } from "./version-menu";
import { ViewSwitch } from "./view-switch";

interface Props {
  readonly page: HistoryPage;
  /** Where the list of versions is not beside the text. */
  onVersions(): void;
}

export function HistoryHeader({ page, onVersions }: Props) {
  const { documentId, title, version, head, mayEdit, actions, comparing, onComparing } = page;
  return (
    <header className="no-print flex h-14 shrink-0 items-center gap-1.5 border-b bg-paper px-2 sm:gap-2 sm:px-4">
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
        <p role="status" className="truncate text-muted text-xs tabular-nums">
          {version <= head ? `Version ${version} of ${head}` : `${head} versions`}
        </p>
      </div>
      <Steps page={page} />
      <ViewSwitch page={page} />
      <Tooltip label={comparing ? "Stop comparing" : "Compare two versions"} shortcut="C">
        <Button
          variant="outline"
          className={`max-lg:hidden ${comparing ? "bg-accent-soft" : ""}`}
          aria-pressed={comparing}
          onClick={() => onComparing(!comparing)}
        >
          <Columns2 aria-hidden className="size-4" />
          Compare
        </Button>
      </Tooltip>
      {mayEdit && (
        <Button
          variant="primary"
          className="max-sm:hidden"
          aria-label="Restore this version"
          disabled={version >= head || page.showing.shown === undefined}
          onClick={() => actions.restore(version)}
        >
          <RotateCcw aria-hidden className="size-4" />
          Restore
        </Button>
      )}
      <VersionMenu page={page} />
      <Button
        variant="ghost"
        size="icon"
        className="md:hidden"
        aria-label="All versions"
        onClick={onVersions}
      >
        <List aria-hidden className="size-4.5" />
      </Button>
    </header>
  );
}

function Steps({ page }: { readonly page: HistoryPage }) {
  const { version, head } = page;
  return (
    <nav aria-label="Versions before and after" className="flex max-sm:hidden">
      <Tooltip label="Previous version" shortcut="←">
        <Button
          variant="ghost"
          size="icon"
          aria-label="Previous version"
          disabled={version <= 0}
          onClick={() => stepVersion(page, -1)}
        >
          <ChevronLeft aria-hidden className="size-4.5" />
        </Button>
      </Tooltip>
      <Tooltip label="Next version" shortcut="→">
        <Button
          variant="ghost"
          size="icon"
          aria-label="Next version"
          disabled={version >= head}
          onClick={() => stepVersion(page, 1)}
        >
          <ChevronRight aria-hidden className="size-4.5" />
        </Button>
      </Tooltip>
    </nav>
  );
}
