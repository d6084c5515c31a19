"use client";
/** The sessions beside the text; on a phone they come up from below. */
import { ChevronDown } from "lucide-react";
import { useEffect, useState } from "react";
import { ListFilter } from "./list-filter";
import { SessionList } from "./session-list";
import type { HistoryPage } from "./use-history-page";

interface Props {
  readonly page: HistoryPage;
  readonly open: boolean;
  onClose(): void;
}

export function SidePanel({ page, open, onClose }: Props) {
  const { version } = page;
  const [shownAt, setShownAt] = useState(version);
  // On a phone, what was picked is what is to be seen.
  useEffect(() => {
    if (version === shownAt) return;
    setShownAt(version);
    onClose();
  }, [version, shownAt, onClose]);
  return (
    <>
      {open && (
        <button
          type="button"
          aria-label="Close the versions"
          onClick={onClose}
          className="fixed inset-0 z-30 bg-black/40 md:hidden"
        />
      )}
      <aside
        aria-label="Versions"
        className={`no-print shrink-0 overflow-y-auto bg-paper max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-40 max-md:max-h-[75dvh] max-md:min-h-[45dvh] max-md:rounded-t-2xl max-md:border-t max-md:shadow-xl md:w-80 md:border-l ${open ? "" : "max-md:hidden"}`}
      >
        <button
          type="button"
          onClick={onClose}
          className="sticky top-0 z-20 flex w-full items-center justify-between bg-paper px-4 py-3 font-semibold md:hidden"
        >
          Versions
          <ChevronDown aria-hidden className="size-5 text-muted" />
        </button>
        <ListFilter page={page} />
        <SessionList page={page} />
      </aside>
    </>
  );
}
