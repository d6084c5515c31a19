"use client";
/** A link to a place on this page: followed without loading anything anew, copied like any other. */
import type { MouseEvent, ReactNode } from "react";
import { addressOf, type Place } from "./place";
import type { HistoryPage } from "./use-history-page";

interface Props {
  readonly page: HistoryPage;
  readonly to: Partial<Place>;
  readonly current: boolean;
  readonly className: string;
  readonly children: ReactNode;
}

export function PlaceLink({ page, to, current, className, children }: Props) {
  const { documentId, place, go } = page;
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a
      href={addressOf(documentId, { ...place, ...to })}
      aria-current={current ? "true" : undefined}
      onClick={follow}
      className={className}
    >
      {children}
    </a>
  );
}
