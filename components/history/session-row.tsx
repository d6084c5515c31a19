"use client";
/** One session in the list: when, who, how much and where; it unfolds into its runs. */
import { Bookmark, ChevronRight } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import type { ListedName, ListedSession } from "@/collab/history/versions";
import { Avatar } from "../ui/avatar";
import { spanOf } from "./moments";
import { PlaceLink } from "./place-link";
import { RunList } from "./run-list";
import { SessionMenu } from "./session-menu";
import { sessionWords } from "./session-words";
import type { HistoryPage } from "./use-history-page";
import { WorkDone } from "./work-done";

interface Props {
  readonly page: HistoryPage;
  readonly session: ListedSession;
  readonly names: readonly ListedName[];
}

function Row({ page, session, names }: Props) {
  const { version, people } = page;
  const { from, to, authors, startedAt, endedAt } = session;
  const [open, setOpen] = useState(false);
  const current = from <= version && version <= to;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const when = spanOf(startedAt, endedAt);
  return (
    <li ref={row} className="scroll-my-12">
      <div
        className={`group/row relative flex rounded-lg hover:bg-raised ${current ? "bg-accent-soft hover:bg-accent-soft" : ""}`}
      >
        <button
          type="button"
          aria-expanded={open}
          aria-label={`Single steps of ${when}`}
          onClick={() => setOpen(!open)}
          className="flex w-7 shrink-0 items-start justify-center rounded-lg pt-2.5 text-muted hover:text-ink"
        >
          <ChevronRight
            aria-hidden
            className={`size-4 transition-transform ${open ? "rotate-90" : ""}`}
          />
        </button>
        <PlaceLink
          page={page}
          to={{ version: to, compare: from - 1 }}
          current={current}
          // Where nothing hovers, the button of its menu is always there.
          className="min-w-0 flex-1 rounded-lg py-2 pr-3 [@media(hover:none)]:pr-10"
        >
          <span className="flex items-baseline justify-between gap-2">
            <span className="truncate font-medium text-sm">
              {sessionWords(session, people) ?? when}
            </span>
            <span className="shrink-0 text-muted text-xs tabular-nums">
              {from === to ? `v${to}` : `v${from}–${to}`}
            </span>
          </span>
          <span className="mt-1 flex items-center gap-1.5 text-muted text-xs">
            <span className="flex shrink-0 -space-x-1">
              {authors.slice(0, 4).map(({ id, name, color }) => (
                <Avatar key={id} name={name} color={color} size={18} />
              ))}
            </span>
            <span className="min-w-0 flex-1 truncate">
              {authors.map(({ name }) => name).join(", ")}
            </span>
            <WorkDone of={authors} />
          </span>
          <Bars session={session} />
        </PlaceLink>
        <SessionMenu page={page} session={session} />
      </div>
      <Names page={page} names={names} />
      {open && <RunList page={page} session={session} />}
    </li>
  );
}

/** A list of a thousand sessions is not drawn anew at every step: only the row one is in. */
export const SessionRow = memo(Row, (old, now) => {
  const same = old.session === now.session && old.page.people === now.page.people;
  return same && sameNames(old.names, now.names) && shows(old) === shows(now);
});

/** All of the page that this row shows. */
function shows({ page, session: { from, to } }: Props): string {
  const { version, place, mayEdit, head } = page;
  const here = from <= version && version <= to ? version : -1;
  return `${here} ${place.view} ${mayEdit} ${to < head}`;
}

function sameNames(old: readonly ListedName[], now: readonly ListedName[]): boolean {
  return old.length === now.length && old.every((one, index) => one.name === now[index]?.name);
}

/** Where in the document was worked, from its beginning at the left to its end at the right. */
function Bars({ session: { bars, authors } }: { readonly session: ListedSession }) {
  const colour = authors.length === 1 ? authors[0]?.color : undefined;
  return (
    <span aria-hidden className="relative mt-2 block h-1 overflow-hidden rounded-full bg-line/70">
      {bars.map(({ from, to }) => (
        <span
          key={from}
          className="own-colour absolute inset-y-0 min-w-1 rounded-full bg-muted"
          style={{
            left: `${Math.min(from * 100, 98.5)}%`,
            width: `${(to - from) * 100}%`,
            ...(colour ? { background: colour } : {}),
          }}
        />
      ))}
    </span>
  );
}

function Names({ page, names }: Pick<Props, "page" | "names">) {
  return names.map(({ version, name, user }) => (
    <PlaceLink
      key={version}
      page={page}
      to={{ version, compare: undefined }}
      current={page.version === version}
      className={`ml-7 flex items-center gap-2 rounded-lg px-2 py-1.5 text-sm hover:bg-raised ${
        page.version === version ? "bg-accent-soft" : ""
      }`}
    >
      <Bookmark aria-hidden className="size-3.5 shrink-0 fill-accent text-accent" />
      <span className="min-w-0 flex-1 truncate font-medium" title={`Named by ${user.name}`}>
        {name}
      </span>
      <span className="shrink-0 text-muted text-xs tabular-nums">{`v${version}`}</span>
    </PlaceLink>
  ));
}
