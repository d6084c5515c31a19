"use client";
/** All versions along the foot of the page: dragged through, played, with names and work marked. */
import { Bookmark } from "lucide-react";
import { Tooltip } from "../ui/tooltip";
import { Histogram } from "./histogram";
import { dayOf, grouped, momentOf, timeOf } from "./moments";
import { PlayControls } from "./play-controls";
import type { HistoryPage } from "./use-history-page";

export function Scrubber({ page }: { readonly page: HistoryPage }) {
  const { overview, head, version, people, playback, goVersion } = page;
  const first = overview?.buckets[0];
  return (
    <section
      aria-label="Timeline"
      className="no-print flex shrink-0 items-center gap-2 border-t bg-paper px-2 pt-2 pb-1.5 sm:gap-3 sm:px-4"
    >
      <PlayControls playback={playback} />
      <div className="min-w-0 flex-1">
        <div className="relative h-9 sm:h-11">
          <div className="absolute inset-x-2 inset-y-0">
            <div className="absolute inset-0 overflow-hidden rounded-md bg-raised">
              {overview && overview.version > 0 && (
                <div
                  className="absolute inset-y-0 left-0"
                  style={{ width: `${(overview.version / Math.max(1, head)) * 100}%` }}
                >
                  <Histogram overview={overview} people={people} />
                </div>
              )}
            </div>
            <Band page={page} />
            <Pins page={page} />
          </div>
          <input
            type="range"
            className="history-range"
            aria-label="Version"
            aria-valuetext={sayVersion(page)}
            min={0}
            max={head}
            step={1}
            value={Math.min(version, head)}
            disabled={head === 0}
            onChange={(event) => {
              playback.stop();
              goVersion(Number(event.target.value));
            }}
          />
          <CompareHandle page={page} />
        </div>
        <p className="mt-0.5 flex justify-between gap-3 px-2 text-[0.7rem] max-sm:justify-center text-muted tabular-nums">
          <span className="truncate max-sm:hidden">
            {first && first.startedAt > 0 && dateOf(first.startedAt)}
          </span>
          <span className="truncate font-medium text-ink">{sayVersion(page)}</span>
          <span className="max-sm:hidden">Now</span>
        </p>
      </div>
    </section>
  );
}

function dateOf(at: number): string {
  const day = dayOf(at);
  return day === "Today" ? timeOf(at) : day;
}

function sayVersion({ version, head, log, people }: HistoryPage): string {
  const change = log.changeAt(version);
  const when = change ? `, ${people.of(change.userId).name}, ${momentOf(change.createdAt)}` : "";
  return `Version ${grouped(version)} of ${grouped(head)}${when}`;
}

/** What is not compared steps back. */
function Band({ page: { version, head, comparing, place } }: { readonly page: HistoryPage }) {
  const part = (at: number) => `${(at / Math.max(1, head)) * 100}%`;
  const [from, to] = comparing
    ? [Math.min(place.compare ?? 0, version), Math.max(place.compare ?? 0, version)]
    : [0, version];
  return (
    <>
      <div
        aria-hidden
        className="absolute inset-y-0 left-0 rounded-l-md bg-paper/70"
        style={{ width: part(from) }}
      />
      <div
        aria-hidden
        className="absolute inset-y-0 right-0 rounded-r-md bg-paper/70"
        style={{ left: part(to) }}
      />
    </>
  );
}

function Pins({ page }: { readonly page: HistoryPage }) {
  const { sessions, head, goVersion } = page;
  return sessions.named.map(({ version, name }) => (
    <Tooltip key={version} label={name}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`${name}, version ${version}`}
        onClick={() => goVersion(version)}
        className="-translate-x-1/2 -top-2 absolute z-20 p-0.5"
        style={{ left: `${(version / Math.max(1, head)) * 100}%` }}
      >
        <Bookmark aria-hidden className="size-3.5 fill-accent text-accent" />
      </button>
    </Tooltip>
  ));
}

function CompareHandle({ page }: { readonly page: HistoryPage }) {
  const { comparing, place, head, version, go } = page;
  if (!comparing) return null;
  return (
    <input
      type="range"
      className="history-range history-range-from"
      aria-label="Compare with version"
      min={0}
      max={head}
      step={1}
      value={place.compare ?? 0}
      onChange={(event) => {
        const compare = Math.min(version, Number(event.target.value));
        go({ version, compare }, { passing: true });
      }}
    />
  );
}
