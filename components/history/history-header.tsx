"use client";
/** The bar above the past: where I am, how it is shown, and what can be done with this version. */
import { ArrowLeft, ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { Button, buttonClass } from "../ui/button";
import { Tooltip } from "../ui/tooltip";
import { RestoreButton } from "./restore-button";
import { stepVersion } from "./use-history-keys";
import type { HistoryPage } from "./use-history-page";
import { ViewSwitch } from "./view-switch";

export function HistoryHeader({ page }: { readonly page: HistoryPage }) {
  const { documentId, title, version, head, go, mayEdit, sessions } = page;
  return (
    <header className="flex h-14 shrink-0 items-center gap-1.5 border-b bg-paper px-2 sm:gap-2 sm:px-4">
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
      <nav aria-label="Versions before and after" className="flex">
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
      <ViewSwitch page={page} />
      {mayEdit && (
        <RestoreButton
          documentId={documentId}
          version={version}
          disabled={version >= head || page.showing.shown === undefined}
          onRestored={() => {
            sessions.refresh();
            go({ version: undefined, compare: undefined });
          }}
        />
      )}
    </header>
  );
}
