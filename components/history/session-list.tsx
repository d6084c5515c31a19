"use client";
/** All sessions of work, newest first, by day; a page at a time as one scrolls down. */
import { useEffect, useMemo, useRef } from "react";
import type { ListedName, ListedSession } from "@/collab/history/versions";
import { Spinner } from "../ui/spinner";
import { dayOf } from "./moments";
import { SessionRow } from "./session-row";
import type { HistoryPage } from "./use-history-page";

export function SessionList({ page }: { readonly page: HistoryPage }) {
  const { list, named, next, preparing, problem, more } = page.sessions;
  const days = useMemo(() => byDay(list ?? []), [list]);
  return (
    <div className="pb-6">
      {problem && (
        <p role="alert" className="m-2 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
          {problem}
        </p>
      )}
      {list === undefined && !problem && (
        <div className="flex justify-center py-8">
          <Spinner label="Loading the versions" />
        </div>
      )}
      {preparing !== null && (
        <p role="status" className="m-2 rounded-lg bg-raised px-3 py-2 text-muted text-sm">
          {`This history is being read for the first time. So far, up to version ${preparing.toLocaleString()}.`}
        </p>
      )}
      {list?.length === 0 && preparing === null && <Nothing page={page} />}
      {days.map(([day, sessions]) => (
        <section key={day} aria-label={day} className="history-day">
          <h2 className="sticky top-0 z-10 bg-paper px-4 pt-3 pb-1.5 font-semibold text-muted text-xs">
            {day}
          </h2>
          <ol className="px-1.5">
            {sessions.map((session) => (
              <SessionRow
                key={session.from}
                page={page}
                session={session}
                names={namesIn(session, named)}
              />
            ))}
          </ol>
        </section>
      ))}
      {next !== null && <More onReached={more} />}
    </div>
  );
}

function Nothing({ page }: { readonly page: HistoryPage }) {
  const filtered = page.filter.name !== "" || page.filter.person !== "";
  return (
    <p className="px-4 py-6 text-muted text-sm">
      {filtered
        ? "Nothing was found. Look for another name, or for somebody else."
        : "Nothing was written yet. What you and others write will be listed here, with every version."}
    </p>
  );
}

/** Asks for the next page as soon as it comes into sight. */
function More({ onReached }: { onReached(): void }) {
  const line = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const watching = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) onReached();
    });
    if (line.current) watching.observe(line.current);
    return () => watching.disconnect();
  }, [onReached]);
  return (
    <button
      ref={line}
      type="button"
      onClick={onReached}
      className="w-full py-3 text-center text-muted text-sm hover:text-ink"
    >
      Show older versions
    </button>
  );
}

function namesIn({ from, to }: ListedSession, named: readonly ListedName[]): readonly ListedName[] {
  return named.filter(({ version }) => from <= version && version <= to);
}

function byDay(sessions: readonly ListedSession[]): [string, ListedSession[]][] {
  const days = new Map<string, ListedSession[]>();
  for (const session of sessions) {
    const day = dayOf(session.endedAt);
    const known = days.get(day);
    if (known) known.push(session);
    else days.set(day, [session]);
  }
  return [...days];
}
