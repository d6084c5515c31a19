"use client";
/** The whole history at a glance, followed as it grows. */
import { useEffect, useState } from "react";
import { request } from "@/client/request";
import type { HistoryOverview } from "@/collab/history/versions";
import { useThrottled } from "./use-throttled";

/** As many bars as a screen has room for. */
const buckets = 240;
/** One more version hardly shows among all of them. */
const refreshMs = 2000;

export function useOverview(documentId: string, head: number): HistoryOverview | undefined {
  const [overview, setOverview] = useState<HistoryOverview>();
  const newest = useThrottled(head, refreshMs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when there is something new
  useEffect(() => {
    const leaving = new AbortController();
    const path = `/api/documents/${documentId}/versions/overview?buckets=${buckets}`;
    void request<HistoryOverview>(path, { signal: leaving.signal }).then((answer) => {
      if (!leaving.signal.aborted && answer.ok) setOverview(answer.value);
    });
    return () => leaving.abort();
  }, [documentId, newest]);
  return overview;
}
