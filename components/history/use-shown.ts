"use client";
/** What is to be seen at a place: the document, and what changed in it or who wrote it. */
import type { Node } from "@tiptap/pm/model";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Authorship } from "@/collab/history/authorship";
import { AuthorshipLog, type Compared, compare, compareNow } from "./compute-past";
import type { HistoryLog } from "./history-log";
import type { ViewMode } from "./place";

export interface Wanted {
  readonly version: number;
  /** The version to compare with; undefined while it is not known yet. */
  readonly base: number | undefined;
  readonly view: ViewMode;
}

export interface Shown {
  readonly version: number;
  readonly doc: Node;
  readonly compared?: Compared | undefined;
  readonly authorship?: Authorship | undefined;
}

export interface Showing {
  /** Undefined before the first document is here. */
  readonly shown: Shown | undefined;
  /** Of long work, from 0 to 1. */
  readonly progress: number | undefined;
  readonly problem: string | undefined;
}

/** A comparison this short is done at once. */
const shortRange = 40;
/** A text that is marked a moment later is not shown without its marks first. */
const patienceMs = 150;

export function useShown(log: HistoryLog, { version, base, view }: Wanted): Showing {
  const [showing, setShowing] = useState<Showing>(nothing);
  const authorships = useMemo(() => new AuthorshipLog(log), [log]);
  const asked = useRef(0);
  const answered = useRef(0);
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    asked.current += 1;
    const mine = asked.current;
    // While somebody drags, an older one is better than nothing new; never the other way round.
    const show = (shown: Shown) => {
      if (mine < answered.current) return;
      answered.current = mine;
      setShowing({ ...nothing, shown });
    };
    const here = log.documentAt(version);
    const compared = here && view === "changes" ? quick(log, base, version) : undefined;
    if (here && (compared || view === "plain")) {
      return show({ version, doc: here, compared });
    }
    // Marks that come at once need no text without them before.
    const soon = setTimeout(() => here && show({ version, doc: here }), patienceMs);
    const onProgress = (progress: number) => setShowing((now) => ({ ...now, progress }));
    const work = async () => {
      const doc = here ?? (await log.seek(version, signal));
      if (!doc) return;
      if (!here) show({ version, doc });
      if (signal.aborted) return;
      const more = await marked(log, authorships, { version, base, view }, { signal, onProgress });
      clearTimeout(soon);
      if (!signal.aborted) show({ version, doc, ...more });
    };
    work().catch((error: unknown) => {
      if (signal.aborted) return;
      const problem = error instanceof Error ? error.message : "This version can't be shown.";
      setShowing({ ...nothing, problem });
    });
    return () => {
      clearTimeout(soon);
      leaving.abort();
    };
  }, [log, authorships, version, base, view]);
  return showing;
}

const nothing: Showing = { shown: undefined, progress: undefined, problem: undefined };

function quick(log: HistoryLog, base: number | undefined, version: number): Compared | undefined {
  if (base === undefined || Math.abs(version - base) > shortRange) return undefined;
  return compareNow(log, Math.min(base, version), Math.max(base, version));
}

async function marked(
  log: HistoryLog,
  authorships: AuthorshipLog,
  { version, base, view }: Wanted,
  computing: Parameters<typeof compare>[3],
): Promise<Partial<Shown>> {
  if (view === "authors") return { authorship: await authorships.at(version, computing) };
  if (view === "plain" || base === undefined) return {};
  return { compared: await compare(log, base, version, computing) };
}
