"use client";
/** What the colours and lines in the text mean: who it was, and what they did. */
import { useMemo } from "react";
import { type Share, sharesOf } from "./decorate-authorship";
import type { People } from "./people";
import type { HistoryPage } from "./use-history-page";
import type { Shown } from "./use-shown";

export function Legend({ page: { showing, people } }: { readonly page: HistoryPage }) {
  const { shown } = showing;
  if (shown?.authorship) return <Shares shown={shown} people={people} />;
  if (!shown?.compared) return null;
  const { replacements, formatting, moved } = shown.compared.differences;
  const ids = new Set<string>();
  for (const { inserted, deleted } of replacements) {
    for (const { by } of [...inserted, ...deleted]) ids.add(by.userId);
  }
  for (const { by } of formatting) if (by) ids.add(by.userId);
  const added = replacements.some(({ fromB, toB }) => toB > fromB);
  const gone = replacements.some(({ fromA, toA }) => toA > fromA);
  if (ids.size === 0) return null;
  return (
    <ul aria-label="Legend" className="mt-1.5 flex flex-wrap items-center gap-x-3.5 gap-y-1">
      {[...ids].map((id) => (
        <Person key={id} name={people.of(id).name} colour={people.of(id).color} />
      ))}
      {added && (
        <li>
          <span className="prose-past history-sample">
            <ins className="came">added</ins>
          </span>
        </li>
      )}
      {gone && (
        <li>
          <span className="prose-past history-sample">
            <del className="gone">deleted</del>
          </span>
        </li>
      )}
      {formatting.length > 0 && (
        <li>
          <span className="prose-past history-sample">
            <span className="reformatted">formatted</span>
          </span>
        </li>
      )}
      {moved.length > 0 && (
        <li>
          <span className="prose-past history-sample">
            <span className="moved-block px-0.5">moved</span>
          </span>
        </li>
      )}
    </ul>
  );
}

function Shares({ shown, people }: { readonly shown: Shown; readonly people: People }) {
  const shares = useMemo(
    () => (shown.authorship ? sharesOf(shown.doc, shown.authorship) : []),
    [shown],
  );
  const all = shares.reduce((sum, { length }) => sum + length, 0);
  return (
    <ul aria-label="Authors" className="mt-1.5 flex flex-wrap items-center gap-x-3.5 gap-y-1">
      {shares.map(({ userId, length }: Share) => (
        <Person
          key={userId}
          name={people.of(userId).name}
          colour={people.of(userId).color}
          share={percent(length, all)}
        />
      ))}
      {shares.length === 0 && <li>Nothing is written here.</li>}
    </ul>
  );
}

function percent(part: number, all: number): string {
  const share = (part / all) * 100;
  return share < 1 ? "< 1 %" : `${Math.round(share)} %`;
}

function Person(props: {
  readonly name: string;
  readonly colour: string;
  readonly share?: string;
}) {
  const { name, colour, share } = props;
  return (
    <li className="flex items-center gap-1.5 font-medium text-ink">
      <span
        aria-hidden
        className="own-colour size-2.5 rounded-full"
        style={{ background: colour }}
      />
      {name}
      {share && <span className="font-normal text-muted">{share}</span>}
    </li>
  );
}
