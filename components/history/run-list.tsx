"use client";
/** A session unfolded: one author after the other, and each run down to its single changes. */
import { ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { request } from "@/client/request";
import type { ListedRun, ListedSession, RunsPage } from "@/collab/history/versions";
import { ChangeList } from "./change-list";
import { exactTimeOf } from "./moments";
import { PlaceLink } from "./place-link";
import type { HistoryPage } from "./use-history-page";
import { WorkDone } from "./work-done";

interface Props {
  readonly page: HistoryPage;
  readonly session: ListedSession;
}

interface Runs {
  readonly list: readonly ListedRun[];
  readonly next: number | null;
  readonly problem?: string;
}

export function RunList({ page, session: { from, to } }: Props) {
  const [runs, setRuns] = useState<Runs>();
  const path = (first: number) =>
    `/api/documents/${page.documentId}/versions/runs?from=${first}&to=${to}`;
  const first = path(from);
  useEffect(() => {
    const leaving = new AbortController();
    void request<RunsPage>(first, { signal: leaving.signal }).then((answer) => {
      if (leaving.signal.aborted) return;
      if (answer.ok) setRuns({ list: answer.value.runs, next: answer.value.next });
      else setRuns((now) => ({ list: [], next: null, ...now, problem: answer.message }));
    });
    return () => leaving.abort();
  }, [first]);
  const more = async (next: number) => {
    const answer = await request<RunsPage>(path(next));
    if (!answer.ok) return setRuns((now) => now && { ...now, problem: answer.message });
    const { runs: found, next: after } = answer.value;
    setRuns((now) => ({ list: [...(now?.list ?? []), ...found], next: after }));
  };
  const next = runs?.next ?? null;
  return (
    <ol className="mb-2 ml-6 border-l pl-1">
      {runs?.list.map((run) => (
        <RunRow key={run.from} page={page} run={run} />
      ))}
      {runs?.problem && <li className="px-2 py-1.5 text-danger text-xs">{runs.problem}</li>}
      {!runs && <li className="px-2 py-1.5 text-muted text-xs">Loading…</li>}
      {next !== null && (
        <li>
          <button
            type="button"
            onClick={() => more(next)}
            className="rounded-md px-2 py-1.5 text-muted text-xs hover:text-ink"
          >
            Show later steps
          </button>
        </li>
      )}
    </ol>
  );
}

function RunRow({ page, run }: { readonly page: HistoryPage; readonly run: ListedRun }) {
  const { from, to, userId, startedAt } = run;
  const [open, setOpen] = useState(false);
  const { version, people } = page;
  const person = people.of(userId);
  const current = from <= version && version <= to;
  return (
    <li>
      <div
        className={`flex items-center rounded-md hover:bg-raised ${current ? "bg-accent-soft" : ""}`}
      >
        <button
          type="button"
          aria-expanded={open}
          aria-label={`Single changes from version ${from} to ${to}`}
          onClick={() => setOpen(!open)}
          className="flex size-6 shrink-0 items-center justify-center text-muted hover:text-ink"
        >
          <ChevronRight
            aria-hidden
            className={`size-3.5 transition-transform ${open ? "rotate-90" : ""}`}
          />
        </button>
        <PlaceLink
          page={page}
          to={{ version: to, compare: from - 1 }}
          current={current}
          className="flex min-w-0 flex-1 items-center gap-2 rounded-md py-1.5 pr-2 text-xs"
        >
          <span
            aria-hidden
            className="own-colour size-2 shrink-0 rounded-full"
            style={{ background: person.color }}
          />
          <span className="min-w-0 flex-1 truncate">{person.name}</span>
          <WorkDone of={[run]} />
          <span className="shrink-0 text-muted tabular-nums">{exactTimeOf(startedAt)}</span>
        </PlaceLink>
      </div>
      {open && <ChangeList page={page} from={from} to={to} />}
    </li>
  );
}
