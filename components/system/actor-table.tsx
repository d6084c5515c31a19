"use client";
/** All actors, sorted by what one looks for. */
import { useState } from "react";
import type { ActorReport } from "@/collab/system-report";

const columns = [
  ["messages", "Messages"],
  ["mailbox", "Mailbox"],
  ["maxWaitMs", "Longest wait, ms"],
  ["busyMs", "Busy, ms"],
  ["restarts", "Restarts"],
] as const;
const rowsShown = 100;

interface Props {
  readonly actors: readonly ActorReport[];
  readonly chosen: string | undefined;
  onChoose(ref: string): void;
}

export function ActorTable({ actors, chosen, onChoose }: Props) {
  const [by, setBy] = useState<(typeof columns)[number][0]>("messages");
  const sorted = actors.toSorted((a, b) => b[by] - a[by]).slice(0, rowsShown);
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm">
        <thead>
          <tr className="text-left text-muted text-xs">
            <th className="py-1.5 pr-3 font-medium">Actor</th>
            {columns.map(([key, label]) => (
              <th
                key={key}
                aria-sort={by === key ? "descending" : "none"}
                className="py-1.5 pl-3 text-right font-medium"
              >
                <button
                  type="button"
                  onClick={() => setBy(key)}
                  className={by === key ? "text-ink" : ""}
                >
                  {label}
                  {by === key ? " ↓" : ""}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((actor) => (
            <tr
              key={actor.ref}
              className={`border-t ${chosen === actor.ref ? "bg-accent-soft" : ""}`}
            >
              <td className="max-w-64 py-1 pr-3">
                <button
                  type="button"
                  onClick={() => onChoose(actor.ref)}
                  className="block w-full truncate text-left hover:underline"
                >
                  {actor.label} <span className="text-muted text-xs">{actor.ref}</span>
                </button>
              </td>
              {columns.map(([key]) => (
                <td key={key} className="py-1 pl-3 text-right tabular-nums">
                  {format(actor[key])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function format(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
