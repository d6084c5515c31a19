"use client";
/** What the list shows: words to look for, a view, an order. */
import { Search } from "lucide-react";
import type { Ref } from "react";
import { Input } from "../ui/input";
import { known, type ListQuery, searchLength, sorts, views } from "./list-query";

interface Props {
  readonly query: ListQuery;
  readonly searchField: Ref<HTMLInputElement>;
  onChange(change: Partial<ListQuery>): void;
}

export function ListControls({ query, searchField, onChange }: Props) {
  return (
    <search className="mt-5 flex flex-wrap items-center gap-2">
      <div className="relative w-full sm:w-auto sm:min-w-52 sm:flex-1">
        <Search
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-3 size-4 text-muted"
        />
        <Input
          ref={searchField}
          type="search"
          aria-label="Search documents"
          aria-keyshortcuts="/"
          placeholder="Search titles and text"
          maxLength={searchLength}
          value={query.search}
          onChange={(event) => onChange({ search: event.target.value })}
          className="pl-9"
        />
      </div>
      <fieldset className="flex h-9 flex-1 rounded-lg border border-edge bg-surface p-0.5 sm:flex-none pointer-coarse:h-10">
        <legend className="sr-only">Show</legend>
        {views.map(([view, label]) => (
          <button
            key={view}
            type="button"
            aria-pressed={query.view === view}
            onClick={() => onChange({ view })}
            className="relative flex-1 rounded-md px-3 pointer-coarse:after:absolute pointer-coarse:after:-inset-y-1 pointer-coarse:after:inset-x-0 text-muted text-sm hover:text-ink aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink"
          >
            {label}
          </button>
        ))}
      </fieldset>
      <select
        aria-label="Sort by"
        value={query.sort}
        onChange={(event) => onChange({ sort: known(sorts, event.target.value) ?? "updated" })}
        className="h-9 rounded-lg border border-edge bg-surface px-2 text-sm pointer-coarse:h-10"
      >
        {sorts.map(([sort, label]) => (
          <option key={sort} value={sort}>
            {label}
          </option>
        ))}
      </select>
    </search>
  );
}
