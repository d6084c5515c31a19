"use client";
/** What can be done with the chosen blocks: floats over the text while they are chosen. */
import { Copy, RotateCcw, X } from "lucide-react";
import { Button } from "../ui/button";
import { copyPassage } from "./copy-passage";
import { counted } from "./moments";
import type { HistoryPage } from "./use-history-page";

export function ChoiceBar({ page }: { readonly page: HistoryPage }) {
  const { choosing, showing, actions, version } = page;
  const { blocks } = choosing;
  const none = blocks.length === 0;
  const copy = () => {
    const { doc } = showing.shown ?? {};
    if (doc) void copyPassage(doc, blocks);
  };
  return (
    <nav
      aria-label="Chosen blocks"
      className="no-print -translate-x-1/2 absolute bottom-3 left-1/2 z-10 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-full border bg-surface py-1.5 pr-1.5 pl-4 text-sm shadow-lg"
    >
      <p role="status" className="min-w-0 truncate whitespace-nowrap">
        {none ? "Tick the blocks you want" : `${counted(blocks.length, "block")} chosen`}
      </p>
      <Button size="sm" className="rounded-full" disabled={none} onClick={copy}>
        <Copy aria-hidden className="size-4" />
        Copy
      </Button>
      <Button
        size="sm"
        variant="primary"
        className="rounded-full"
        disabled={none}
        onClick={() => actions.restoreBlocks(version, blocks)}
      >
        <RotateCcw aria-hidden className="size-4" />
        Restore
      </Button>
      <Button
        size="sm"
        variant="ghost"
        className="rounded-full px-2"
        aria-label="Stop choosing"
        onClick={choosing.end}
      >
        <X aria-hidden className="size-4" />
      </Button>
    </nav>
  );
}
