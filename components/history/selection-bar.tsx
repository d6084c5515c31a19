"use client";
/** By a selection in the past: copy it, or bring its blocks back. */
import { Copy, RotateCcw } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { Button } from "../ui/button";
import { copyPassage } from "./copy-passage";
import type { HistoryPage } from "./use-history-page";

interface Selected {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly top: number;
}

const width = 250;

export function SelectionBar({ page }: { readonly page: HistoryPage }) {
  const { view, showing, version, head, mayEdit, actions } = page;
  const [selected, setSelected] = useState<Selected>();
  // Drawn anew, the text would lose what is selected in it.
  const selecting = useEffectEvent(() => selectionIn(view.current) && page.stay());
  useEffect(() => {
    const onSelection = () => void selecting();
    document.addEventListener("selectionchange", onSelection);
    return () => document.removeEventListener("selectionchange", onSelection);
  }, []);
  useEffect(() => {
    const look = () => setSelected(selectionIn(view.current));
    const away = () => setSelected(undefined);
    document.addEventListener("pointerup", look);
    document.addEventListener("keyup", look);
    document.addEventListener("scroll", away, { capture: true, passive: true });
    return () => {
      document.removeEventListener("pointerup", look);
      document.removeEventListener("keyup", look);
      document.removeEventListener("scroll", away, { capture: true });
    };
  }, [view]);
  const { doc } = showing.shown ?? {};
  if (!selected || !doc) return null;
  const { from, to, left, top } = selected;
  return (
    <div
      role="toolbar"
      aria-label="Selected passage"
      className="fixed z-40 flex gap-1 rounded-xl border bg-surface p-1 shadow-lg"
      style={{ left, top }}
    >
      <Button
        size="sm"
        variant="ghost"
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => void copyPassage(doc, [{ from, to }])}
      >
        <Copy aria-hidden className="size-4" />
        Copy
      </Button>
      {mayEdit && version < head && (
        <Button
          size="sm"
          variant="ghost"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => actions.restoreBlocks(version, [{ from, to }])}
        >
          <RotateCcw aria-hidden className="size-4" />
          Restore these blocks
        </Button>
      )}
    </div>
  );
}

function selectionIn(view: HistoryPage["view"]["current"]): Selected | undefined {
  const selection = window.getSelection();
  if (!view || !selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!view.dom.contains(range.commonAncestorContainer)) return undefined;
  const positions = view.positionsOf(range);
  if (!positions || positions.to <= positions.from) return undefined;
  const { left, top, bottom } = range.getBoundingClientRect();
  const above = top > 110;
  return {
    ...positions,
    left: Math.max(8, Math.min(left, window.innerWidth - width - 8)),
    top: above ? top - 46 : Math.min(bottom + 8, window.innerHeight - 120),
  };
}
