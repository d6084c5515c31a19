"use client";
/** "3 of 17 changes", with the way to the next one: floats over the text. */
import { ChevronDown, ChevronUp } from "lucide-react";
import { Button } from "../ui/button";
import { Tooltip } from "../ui/tooltip";
import { counted } from "./moments";
import { stepHunk } from "./use-history-keys";
import type { HistoryPage } from "./use-history-page";

export function ChangeStepper({ page }: { readonly page: HistoryPage }) {
  const { hunks, hunk, people, showing } = page;
  if (!showing.shown?.compared) return null;
  const count = hunks.length;
  const here = hunk === undefined ? undefined : hunks[hunk];
  const who = here?.by ? people.of(here.by.userId).name : "Somebody";
  return (
    <nav
      aria-label="Changes in this text"
      className="no-print -translate-x-1/2 absolute bottom-3 left-1/2 z-10 flex max-w-[calc(100%-1rem)] items-center gap-1 rounded-full border bg-surface py-1 pr-1 pl-4 text-sm shadow-lg"
    >
      <p role="status" className="min-w-0 truncate">
        {count === 0 ? (
          "No difference in the text"
        ) : here && hunk !== undefined ? (
          <>
            <b className="font-semibold tabular-nums">{`${hunk + 1} of ${count}`}</b>
            <span className="text-muted">{` · ${who} ${here.said}`}</span>
          </>
        ) : (
          counted(count, "change")
        )}
      </p>
      <Tooltip label="Previous change" shortcut="P">
        <Button
          variant="ghost"
          size="icon"
          className="rounded-full"
          aria-label="Previous change"
          disabled={count === 0}
          onClick={() => stepHunk(page, -1)}
        >
          <ChevronUp aria-hidden className="size-4" />
        </Button>
      </Tooltip>
      <Tooltip label="Next change" shortcut="N">
        <Button
          variant="ghost"
          size="icon"
          className="-ml-1 rounded-full"
          aria-label="Next change"
          disabled={count === 0}
          onClick={() => stepHunk(page, 1)}
        >
          <ChevronDown aria-hidden className="size-4" />
        </Button>
      </Tooltip>
    </nav>
  );
}
