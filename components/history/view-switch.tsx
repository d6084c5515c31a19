"use client";
/** How the text is shown: with its changes, plain, or with who wrote it. */
import { Diff, Type, UsersRound } from "lucide-react";
import { Tooltip } from "../ui/tooltip";
import type { ViewMode } from "./place";
import type { HistoryPage } from "./use-history-page";

const views: readonly (readonly [ViewMode, string, string, typeof Diff])[] = [
  ["changes", "Changes", "D", Diff],
  ["plain", "Text", "D", Type],
  ["authors", "Who wrote this", "B", UsersRound],
];

export function ViewSwitch({ page: { place, go } }: { readonly page: HistoryPage }) {
  return (
    <fieldset
      aria-label="Shown"
      className="flex shrink-0 items-center rounded-lg border bg-raised p-0.5"
    >
      {views.map(([view, label, shortcut, Icon]) => (
        <Tooltip key={view} label={label} shortcut={shortcut}>
          <button
            type="button"
            aria-label={label}
            aria-pressed={place.view === view}
            onClick={() => go({ view })}
            className={`flex h-7.5 items-center gap-1.5 rounded-md px-2 font-medium text-xs ${
              place.view === view ? "bg-surface text-ink shadow-sm" : "text-muted hover:text-ink"
            }`}
          >
            <Icon aria-hidden className="size-4" />
            <span className="hidden lg:inline">{label}</span>
          </button>
        </Tooltip>
      ))}
    </fieldset>
  );
}
