"use client";
/** The actors at work: figures, the supervision tree, a table, dead letters, the path of a change. */
import { useState } from "react";
import type { SystemReport } from "@/collab/system-report";
import { ActorPanel } from "./actor-panel";
import { ActorTable } from "./actor-table";
import { ActorTree } from "./actor-tree";
import { Card } from "./card";
import { DeadLetters } from "./dead-letters";
import { useSystem } from "./use-system";

export function SystemScreen({ token }: { readonly token: string }) {
  const { report, problem } = useSystem(token);
  const [chosen, setChosen] = useState<string>();
  return (
    <div className="mx-auto max-w-7xl px-4 pb-20 sm:px-8">
      <header className="flex h-16 items-center gap-3">
        <h1 className="font-bold text-xl tracking-tight">System</h1>
        {problem && (
          <p role="alert" className="text-sm text-warn">
            {problem}
          </p>
        )}
      </header>
      {!report && !problem && <p className="text-muted">Looking…</p>}
      {report && (
        <main className="grid gap-6 lg:grid-cols-2">
          <Figures report={report} />
          <Card title="Supervision tree">
            <ActorTree actors={report.actors} chosen={chosen} onChoose={setChosen} />
          </Card>
          <div className="grid content-start gap-6">
            {chosen && (
              <ActorPanel token={token} actor={chosen} at={report.at} onGone={setChosen} />
            )}
            <Card title="The path of the last change">
              <Path report={report} />
            </Card>
            <Card title={`Dead letters (${report.deadLettersTotal})`}>
              <DeadLetters letters={report.deadLetters} />
            </Card>
          </div>
          <div className="lg:col-span-2">
            <Card title={`Actors (${report.total})`}>
              <ActorTable actors={report.actors} chosen={chosen} onChoose={setChosen} />
            </Card>
          </div>
        </main>
      )}
    </div>
  );
}

function Figures({ report }: { readonly report: SystemReport }) {
  const figures = [
    ["Event-loop delay p99", `${report.loopDelayP99Ms.toFixed(1)} ms`],
    ["Resident memory", `${(report.rssBytes / 1e6).toFixed(0)} MB`],
    ["Heap", `${(report.heapBytes / 1e6).toFixed(0)} MB`],
    ["Sockets", String(report.sockets)],
    ["Commits", `${report.commitsPerSecond.toFixed(1)} /s`],
    ["Changes a commit", report.changesPerCommit.toFixed(1)],
    ["Actors", String(report.total)],
    ["Up", `${(report.uptimeS / 3600).toFixed(1)} h`],
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:col-span-2 lg:grid-cols-8">
      {figures.map(([label, value]) => (
        <div key={label} className="rounded-xl border bg-surface p-3">
          <dt className="text-muted text-xs">{label}</dt>
          <dd className="mt-1 font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Path({ report }: { readonly report: SystemReport }) {
  if (report.path.length === 0) {
    return <p className="text-muted text-sm">Type in a document, and see how it goes.</p>;
  }
  return (
    <ol className="grid gap-1 text-sm">
      {report.path.map(({ actor, message, waitMs, busyMs }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path is replaced as a whole
        <li key={index} className="flex gap-2">
          <code className="w-40 shrink-0 font-mono text-xs leading-5">{message}</code>
          <span className="min-w-0 flex-1 truncate">{actor}</span>
          <span className="text-muted text-xs tabular-nums leading-5">
            {waitMs.toFixed(2)} + {busyMs.toFixed(2)} ms
          </span>
        </li>
      ))}
    </ol>
  );
}
