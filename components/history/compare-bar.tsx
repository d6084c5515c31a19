"use client";
/** Which two versions are compared, each to be chosen by number or by name. */
import { ArrowRight, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button";
import type { HistoryPage } from "./use-history-page";

export function CompareBar({ page }: { readonly page: HistoryPage }) {
  const { comparing, version, place, go, onComparing } = page;
  if (!comparing) return null;
  return (
    <section
      aria-label="Compare"
      className="no-print flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1.5 border-b bg-accent-soft px-3 py-1.5 text-sm sm:px-5"
    >
      <span className="font-medium">Compare</span>
      <VersionChoice
        page={page}
        label="Older version"
        value={place.compare ?? 0}
        onChoose={(chosen) => go({ compare: Math.min(chosen, version) })}
      />
      <ArrowRight aria-hidden className="size-4 text-muted" />
      <VersionChoice
        page={page}
        label="Newer version"
        value={version}
        onChoose={(chosen) => go({ version: Math.max(chosen, place.compare ?? 0) })}
      />
      <Button
        variant="ghost"
        size="sm"
        className="ml-auto"
        aria-label="Stop comparing"
        onClick={() => onComparing(false)}
      >
        <X aria-hidden className="size-4" />
        <span className="max-sm:hidden">Stop comparing</span>
      </Button>
    </section>
  );
}

interface ChoiceProps {
  readonly page: HistoryPage;
  readonly label: string;
  readonly value: number;
  onChoose(version: number): void;
}

function VersionChoice({ page, label, value, onChoose }: ChoiceProps) {
  const { head, sessions } = page;
  const [typed, setTyped] = useState<string>();
  const choose = () => {
    const wanted = Number(typed);
    setTyped(undefined);
    if (typed && Number.isInteger(wanted)) onChoose(Math.min(head, Math.max(0, wanted)));
  };
  return (
    <span className="flex items-center gap-1">
      <input
        type="number"
        aria-label={label}
        min={0}
        max={head}
        value={typed ?? value}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={choose}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
        }}
        className="h-8 w-20 rounded-md border border-edge bg-surface px-2 text-sm tabular-nums"
      />
      {sessions.named.length > 0 && (
        <select
          aria-label={`${label}, by name`}
          value={sessions.named.some(({ version }) => version === value) ? value : ""}
          onChange={(event) => event.target.value && onChoose(Number(event.target.value))}
          className="h-8 max-w-36 rounded-md border border-edge bg-surface px-1 text-sm"
        >
          <option value="">Named…</option>
          {sessions.named.map(({ version, name }) => (
            <option key={version} value={version}>
              {name}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}
