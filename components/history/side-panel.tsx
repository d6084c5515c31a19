"use client";
/** The sessions beside the text; on a phone they come up from below. */
import { SessionList } from "./session-list";
import type { HistoryPage } from "./use-history-page";

export function SidePanel({ page }: { readonly page: HistoryPage }) {
  return (
    <aside
      aria-label="Versions"
      className="hidden w-80 shrink-0 overflow-y-auto border-l bg-paper md:block"
    >
      <SessionList page={page} />
    </aside>
  );
}
