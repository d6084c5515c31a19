"use client";
/** Sessions of work by day, newest first; each leads to the version it ended with. */
import Link from "next/link";
import { Avatar } from "../ui/avatar";
import type { ListedSession, ListedVersions } from "./use-versions";

const origins: Record<string, string> = {
  import: "Imported",
  restore: "Restored an old version",
  revert: "Took something back",
  api: "By a program",
  agent: "By an agent",
};

interface Props {
  readonly documentId: string;
  readonly versions: ListedVersions | undefined;
  readonly version: number;
}

export function SessionList({ documentId, versions, version }: Props) {
  return (
    <aside
      aria-label="Versions"
      className="max-h-[45dvh] w-full shrink-0 overflow-y-auto border-t bg-paper p-3 lg:max-h-none lg:w-80 lg:border-t-0 lg:border-l"
    >
      {!versions && <p className="p-2 text-muted text-sm">Loading…</p>}
      {versions?.sessions.length === 0 && (
        <p className="p-2 text-muted text-sm">Nothing was written yet. Versions appear here.</p>
      )}
      {byDay(versions?.sessions ?? []).map(([day, sessions]) => (
        <section key={day} className="mb-4">
          <h2 className="px-2 py-1.5 font-semibold text-muted text-xs">{day}</h2>
          <ol>
            {sessions.map((session) => (
              <SessionRow
                key={session.from}
                session={session}
                href={`/d/${documentId}/history?version=${session.to}`}
                current={session.from <= version && version <= session.to}
                name={versions?.named.find(({ version: at }) => at === session.to)?.name}
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
  return (
    <li>
      <Link
        href={href}
        replace
        aria-current={current ? "true" : undefined}
        className={`block rounded-lg px-2.5 py-2 hover:bg-raised ${current ? "bg-accent-soft" : ""}`}
      >
        <span className="flex items-center justify-between gap-2 font-medium text-sm">
          {name ?? `${time(startedAt)} – ${time(endedAt)}`}
          <span className="font-normal text-muted text-xs">
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
    const day = new Date(session.endedAt).toLocaleDateString(undefined, {
      weekday: "long",
      day: "numeric",
      month: "long",
    });
    days.set(day, [...(days.get(day) ?? []), session]);
  }
  return [...days];
}

function time(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}
