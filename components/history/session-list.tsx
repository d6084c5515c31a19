"use client";
/** Sessions of work by day, newest first; each leads to the version it ended with. */
import Link from "next/link";
import { useEffect, useRef } from "react";
import { Avatar } from "../ui/avatar";
import { Spinner } from "../ui/spinner";
import type { ListedSession, Versions } from "./use-versions";

const origins: Record<string, string> = {
  import: "Imported",
  restore: "Restored an old version",
  revert: "Took something back",
  api: "By a program",
  agent: "By an agent",
};

interface Props {
  readonly documentId: string;
  readonly versions: Versions;
  readonly version: number;
}

export function SessionList({ documentId, versions: { list, problem }, version }: Props) {
  return (
    <aside
      aria-label="Versions"
      className="max-h-[40dvh] w-full shrink-0 overflow-y-auto border-t bg-paper p-3 lg:max-h-none lg:w-80 lg:border-t-0 lg:border-l"
    >
      {problem !== undefined && (
        <p role="alert" className="mb-2 rounded-lg bg-warn-soft px-3 py-2 text-sm">
          {list ? "This list may be old. " : "The versions could not be listed. "}
          {problem}
        </p>
      )}
      {!list && problem === undefined && (
        <div className="flex justify-center py-6">
          <Spinner label="Loading the versions" />
        </div>
      )}
      {list?.sessions.length === 0 && (
        <p className="p-2 text-muted text-sm">Nothing was written yet. Versions appear here.</p>
      )}
      {byDay(list?.sessions ?? []).map(([day, sessions]) => (
        <section key={day} className="mb-4">
          <h2 className="px-2 py-1.5 font-semibold text-muted text-xs">{day}</h2>
          <ol>
            {sessions.map((session) => (
              <SessionRow
                key={session.from}
                session={session}
                href={`/d/${documentId}/history?version=${session.to}`}
                current={session.from <= version && version <= session.to}
                name={
                  list?.named.find(
                    (one) => session.from <= one.version && one.version <= session.to,
                  )?.name
                }
              />
            ))}
          </ol>
        </section>
      ))}
    </aside>
  );
}

function SessionRow({
  session,
  href,
  current,
  name,
}: {
  readonly session: ListedSession;
  readonly href: string;
  readonly current: boolean;
  readonly name: string | undefined;
}) {
  const { authors, startedAt, endedAt, from, to, origin, changes } = session;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) link.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <li>
      <Link
        ref={link}
        href={href}
        replace
        prefetch={false}
        scroll={false}
        aria-current={current ? "true" : undefined}
        className={`block rounded-lg px-2.5 py-2 hover:bg-raised ${current ? "bg-accent-soft" : ""}`}
      >
        <span className="flex items-center justify-between gap-2 font-medium text-sm">
          <span className="truncate">{name ?? span(startedAt, endedAt)}</span>
          <span className="shrink-0 font-normal text-muted text-xs">
            {from === to ? `Version ${to}` : `Versions ${from}–${to}`}
          </span>
        </span>
        <span className="mt-1 flex items-center gap-1.5 text-muted text-xs">
          <span className="flex -space-x-1">
            {authors.slice(0, 4).map((author) => (
              <Avatar key={author.id} name={author.name} color={author.color} size={18} />
            ))}
          </span>
          <span className="truncate">
            {authors.map((author) => author.name).join(", ")}
            {` · ${origins[origin] ?? `${changes} ${changes === 1 ? "change" : "changes"}`}`}
          </span>
        </span>
      </Link>
    </li>
  );
}

function byDay(sessions: readonly ListedSession[]): [string, ListedSession[]][] {
  const days = new Map<string, ListedSession[]>();
  for (const session of sessions) {
    const day = dayOf(session.endedAt);
    days.set(day, [...(days.get(day) ?? []), session]);
  }
  return [...days];
}

function dayOf(at: number): string {
  const day = new Date(at);
  const thisYear = day.getFullYear() === new Date().getFullYear();
  return day.toLocaleDateString(undefined, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(thisYear ? {} : { year: "numeric" }),
  });
}

/** From and to, or one time when they read the same. */
function span(startedAt: number, endedAt: number): string {
  const [start, end] = [startedAt, endedAt].map(time);
  return start === end ? `${end}` : `${start} – ${end}`;
}

function time(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" });
}
