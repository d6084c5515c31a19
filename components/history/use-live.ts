"use client";
/** The newest version, as others go on writing while somebody looks back. */
import { useEffect, useState } from "react";
import type { HistoryLog } from "./history-log";

export interface Live {
  readonly head: number;
  readonly title: string;
}

export function useLive(documentId: string, log: HistoryLog, first: Live): Live {
  const [live, setLive] = useState(first);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    const reach = (version: number) =>
      setLive((now) => (version > now.head ? { ...now, head: version } : now));
    const watch = async () => {
      const { watchDocument } = await import("@/client/session/watch-document");
      if (gone) return;
      stop = watchDocument(documentId, {
        head: reach,
        changes(changes) {
          log.append(changes);
          reach(changes.at(-1)?.version ?? 0);
        },
        updated: ({ title }) => title !== undefined && setLive((now) => ({ ...now, title })),
      });
    };
    // Without it the page is as it was opened: nothing it shows is wrong.
    watch().catch(() => {});
    return () => {
      gone = true;
      stop?.();
    };
  }, [documentId, log]);
  return live;
}
