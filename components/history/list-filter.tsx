"use client";
/** Only what somebody wrote, or only versions of a name. */
import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { Input } from "../ui/input";
import type { HistoryPage } from "./use-history-page";

/** Long enough for the next letter. */
const settleMs = 250;

export function ListFilter({ page }: { readonly page: HistoryPage }) {
  const { filter, onFilter, people, sessions } = page;
  const [name, setName] = useState(filter.name);
  useEffect(() => {
    if (name === filter.name) return;
    const soon = setTimeout(() => onFilter({ ...filter, name }), settleMs);
    return () => clearTimeout(soon);
  }, [name, filter, onFilter]);
  const several = people.all.length > 1;
  if (!several && sessions.named.length === 0 && !filter.name) return null;
  return (
    <search className="flex gap-2 px-3 pt-3">
      <span className="relative min-w-0 flex-1">
        <Search
          aria-hidden
          className="-translate-y-1/2 absolute top-1/2 left-2.5 size-4 text-muted"
        />
        <Input
          type="search"
          aria-label="Find a named version"
          placeholder="Named versions"
          value={name}
          onChange={(event) => setName(event.target.value)}
          className="pl-8"
        />
      </span>
      {several && (
        <select
          aria-label="Sessions of"
          value={filter.person}
          onChange={(event) => onFilter({ ...filter, person: event.target.value })}
          className="h-9 max-w-28 rounded-lg border border-edge bg-surface px-2 text-sm"
        >
          <option value="">All</option>
          {people.all.map(({ id, name: called }) => (
            <option key={id} value={id}>
              {called}
            </option>
          ))}
        </select>
      )}
    </search>
  );
}
