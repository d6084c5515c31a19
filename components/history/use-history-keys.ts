"use client";
/** The keys of the history page; fields, dialogs and what scrolls sideways keep theirs. */
import { useEffect, useEffectEvent } from "react";
import type { HistoryPage } from "./use-history-page";

const theirs = "[role=dialog], [role=menu], input:not([type=range]), textarea, select";
/** What scrolls or slides sideways has these for itself. */
const sideways = "input[type=range], pre, table";

export function useHistoryKeys(page: HistoryPage, onLeave: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "s" && (event.ctrlKey || event.metaKey) && page.mayEdit) {
      event.preventDefault();
      return page.onName(page.version);
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    if (target instanceof Element && target.closest(theirs)) return;
    const isArrow = event.key.startsWith("Arrow");
    if (isArrow && target instanceof Element && target.closest(sideways)) return;
    const act = keys[event.key];
    if (event.key === "Escape" && page.choosing.active) page.choosing.end();
    else if (event.key === "Escape" && page.comparing) page.onComparing(false);
    else if (event.key === "Escape") onLeave();
    else if (!act || (event.key === " " && isButton(target))) return;
    else act(page);
    event.preventDefault();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => pressed(event);
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

/** Space presses what has the focus. */
function isButton(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, summary") !== null;
}

const keys: Record<string, (page: HistoryPage) => void> = {
  ArrowLeft: (page) => stepVersion(page, -1),
  ArrowRight: (page) => stepVersion(page, 1),
  ArrowUp: (page) => stepSession(page, -1),
  ArrowDown: (page) => stepSession(page, 1),
  " ": ({ playback }) => playback.toggle(),
  c: ({ comparing, onComparing }) => onComparing(!comparing),
  n: (page) => stepHunk(page, 1),
  p: (page) => stepHunk(page, -1),
  d: ({ place, go }) => go({ view: place.view === "changes" ? "plain" : "changes" }),
  b: ({ place, go }) => go({ view: place.view === "authors" ? "changes" : "authors" }),
};

export function stepVersion({ version, head, playback, goVersion }: HistoryPage, by: number): void {
  const wanted = Math.min(head, Math.max(0, version + by));
  playback.stop();
  if (wanted !== version) goVersion(wanted);
}

/** Up is newer, as in the list. */
function stepSession({ sessions, version, go }: HistoryPage, by: number): void {
  const list = sessions.list ?? [];
  const session =
    by < 0 ? list.findLast(({ from }) => from > version) : list.find(({ to }) => to < version);
  if (session) go({ version: session.to, compare: session.from - 1 });
}

export function stepHunk({ hunks, hunk, onHunk, stay }: HistoryPage, by: number): void {
  if (hunks.length === 0) return;
  stay();
  const first = by > 0 ? 0 : hunks.length - 1;
  onHunk(hunk === undefined ? first : (hunk + by + hunks.length) % hunks.length);
}
