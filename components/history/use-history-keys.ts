"use client";
/** The keys of the history page; fields, dialogs and what scrolls sideways keep theirs. */
import { useEffect, useEffectEvent } from "react";
import type { HistoryPage } from "./use-history-page";

const theirs = "[role=dialog], [role=menu], [role=slider], input, textarea, select, pre, table";

export function useHistoryKeys(page: HistoryPage, onLeave: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    if (target instanceof Element && target.closest(theirs)) return;
    const act = keys[event.key];
    if (event.key === "Escape") onLeave();
    else if (!act) return;
    else act(page);
    event.preventDefault();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => pressed(event);
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

const keys: Record<string, (page: HistoryPage) => void> = {
  ArrowLeft: (page) => stepVersion(page, -1),
  ArrowRight: (page) => stepVersion(page, 1),
  ArrowUp: (page) => stepSession(page, -1),
  ArrowDown: (page) => stepSession(page, 1),
  n: (page) => stepHunk(page, 1),
  p: (page) => stepHunk(page, -1),
  d: ({ place, go }) => go({ view: place.view === "changes" ? "plain" : "changes" }),
  b: ({ place, go }) => go({ view: place.view === "authors" ? "changes" : "authors" }),
};

export function stepVersion({ version, head, go }: HistoryPage, by: number): void {
  const wanted = Math.min(head, Math.max(0, version + by));
  if (wanted !== version) go({ version: wanted, compare: undefined }, { passing: true });
}

/** Up is newer, as in the list. */
function stepSession({ sessions, version, go }: HistoryPage, by: number): void {
  const list = sessions.list ?? [];
  const here = list.findIndex(({ from, to }) => from <= version && version <= to);
  const session = list[here < 0 ? 0 : here + by];
  if (session) go({ version: session.to, compare: session.from - 1 });
}

export function stepHunk({ hunks, hunk, onHunk }: HistoryPage, by: number): void {
  if (hunks.length === 0) return;
  const first = by > 0 ? 0 : hunks.length - 1;
  onHunk(hunk === undefined ? first : (hunk + by + hunks.length) % hunks.length);
}
