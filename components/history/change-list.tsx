"use client";
/** Single changes, each a version of its own. */
import { useEffect, useState } from "react";
import type { LoggedChange } from "@/collab/history/logged-change";
import { countWork } from "@/collab/history/sessions";
import { exactTimeOf } from "./moments";
import { PlaceLink } from "./place-link";
import type { HistoryPage } from "./use-history-page";
import { WorkDone } from "./work-done";

interface Props {
  readonly page: HistoryPage;
  readonly from: number;
  readonly to: number;
}

/** More are a click away: a list of a thousand is nobody's to read. */
const atOnce = 50;

export function ChangeList({ page, from, to }: Props) {
  const [shown, setShown] = useState(atOnce);
  const [changes, setChanges] = useState<readonly LoggedChange[]>([]);
  const [problem, setProblem] = useState<string>();
  const last = Math.min(to, from + shown - 1);
  const { log } = page;
  useEffect(() => {
    let gone = false;
    const load = async () => {
      const found: LoggedChange[] = [];
      for await (const some of log.changes(from - 1, last)) found.push(...some);
      if (!gone) setChanges(found);
    };
    load().catch((error: unknown) => {
      if (!gone) setProblem(error instanceof Error ? error.message : "The changes can't be read.");
    });
    return () => {
      gone = true;
    };
  }, [log, from, last]);
  return (
    <ol className="ml-3 border-l pl-1">
      {changes.map(({ version, createdAt, steps }) => (
        <li key={version}>
          <PlaceLink
            page={page}
            to={{ version, compare: undefined }}
            current={page.version === version}
            className={`flex items-center gap-2 rounded-md px-2 py-1 text-xs hover:bg-raised ${
              page.version === version ? "bg-accent-soft" : ""
            }`}
          >
            <span className="min-w-0 flex-1 truncate tabular-nums">{`Version ${version}`}</span>
            <WorkDone of={[countWork(steps.map((step) => step.getMap()))]} />
            <span className="shrink-0 text-muted tabular-nums">{exactTimeOf(createdAt)}</span>
          </PlaceLink>
        </li>
      ))}
      {problem && <li className="px-2 py-1 text-danger text-xs">{problem}</li>}
      {last < to && (
        <li>
          <button
            type="button"
            onClick={() => setShown(shown + atOnce)}
            className="rounded-md px-2 py-1 text-muted text-xs hover:text-ink"
          >
            {`Show more (${(to - last).toLocaleString()})`}
          </button>
        </li>
      )}
    </ol>
  );
}
