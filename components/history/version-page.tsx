"use client";
/** The text of one version in a frame that nobody takes for the live document. */
import { type ReactNode, useRef } from "react";
import { ChangeStepper } from "./change-stepper";
import { ChoiceBar } from "./choice-bar";
import { Legend } from "./legend";
import { counted, momentOf } from "./moments";
import { PassageCard } from "./passage-card";
import { PastDocument } from "./past-document";
import { SelectionBar } from "./selection-bar";
import { Unreadable } from "./unreadable";
import type { HistoryPage } from "./use-history-page";

interface Props {
  readonly page: HistoryPage;
  readonly html: string | undefined;
  readonly problem: string | undefined;
}

export function VersionPage({ page, html, problem }: Props) {
  const { version, showing, decorations, hunk, view } = page;
  const frame = useRef<HTMLElement>(null);
  // What the server could not show is no news once the page has shown something itself.
  const why = showing.problem ?? (showing.shown ? undefined : problem);
  return (
    <div className="relative flex min-w-0 flex-1 flex-col print:block">
      <main
        aria-label={`Version ${version}`}
        className="min-h-0 flex-1 overflow-y-auto bg-raised p-2 pb-20 sm:p-6 sm:pb-20 print:overflow-visible print:bg-transparent print:p-0"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard, too
        tabIndex={0}
      >
        <article
          ref={frame}
          className="mx-auto max-w-3xl overflow-hidden rounded-xl border bg-surface shadow-sm print:max-w-none print:overflow-visible print:border-0 print:shadow-none"
        >
          {why ? (
            <Unreadable why={why} />
          ) : (
            <>
              <Strip page={page} />
              <div className="min-h-40 p-5 sm:px-10 sm:py-8">
                <PastDocument
                  {...{ decorations, hunk, view }}
                  shown={showing.shown}
                  html={html ?? ""}
                />
              </div>
            </>
          )}
        </article>
      </main>
      {page.choosing.active ? <ChoiceBar page={page} /> : <ChangeStepper page={page} />}
      <SelectionBar page={page} />
      <PassageCard page={page} frame={frame} />
    </div>
  );
}

/** Which version this is, what its marks mean, and how far long work has come. */
function Strip({ page }: { readonly page: HistoryPage }) {
  const { progress } = page.showing;
  return (
    <div className="relative border-b border-dashed px-5 py-2.5 text-muted text-xs sm:px-10">
      <p>{describe(page)}</p>
      <Legend page={page} />
      {progress !== undefined && (
        <progress
          aria-label="Reading the changes"
          value={progress}
          max={1}
          className="history-progress"
        />
      )}
    </div>
  );
}

function describe({ version, head, base, place, log, people, showing }: HistoryPage): ReactNode {
  const change = log.changeAt(version);
  const when = change && `${momentOf(change.createdAt)} by ${people.of(change.userId).name}`;
  const of =
    version === head ? "the newest" : `${counted(head - version, "version")} before the newest`;
  const compared = place.view === "changes" && base !== undefined && showing.shown?.compared;
  const since = compared && Math.abs(version - base) > 1 ? ` · changes since version ${base}` : "";
  return `Version ${version}${when ? `, ${when}` : ""} · ${of}${since}`;
}
