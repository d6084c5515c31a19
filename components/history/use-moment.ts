"use client";
/** When a version was made: a session has a beginning and an end, its versions are asked for. */
import { useEffect, useState } from "react";
import { request } from "../documents/api";

interface Changes {
  readonly changes: readonly { readonly version: number; readonly createdAt: number }[];
}

/** Wall-clock milliseconds; undefined before the answer, and for what was before any change. */
export function useMoment(documentId: string, version: number): number | undefined {
  const [moment, setMoment] = useState<{ version: number; at: number | undefined }>();
  useEffect(() => {
    if (version === 0) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const path = `/api/documents/${documentId}/changes?since=${version - 1}&limit=1`;
    void request<Changes>(path, { signal }).then((answer) => {
      if (signal.aborted || !answer.ok) return;
      const change = answer.value.changes.find((one) => one.version === version);
      setMoment({ version, at: change?.createdAt });
    });
    return () => leaving.abort();
  }, [documentId, version]);
  return moment?.version === version ? moment.at : undefined;
}
