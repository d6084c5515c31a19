"use client";
/** The list as it is on the server: asked for when the query changes, and again while it is seen. */
import { useCallback, useEffect, useRef, useState } from "react";
import { type Answer, request } from "@/client/request";
import type { DocumentSummary } from "@/collab/backend";
import { addressOf, type ListQuery, pageSize } from "./list-query";

/** What the server gives at most at once. */
const mostAtOnce = 100;

/** Who is in a document right now changes without a word; nobody looks closer than this. */
const againMs = 10_000;

type Loading = "ready" | "loading" | "loading more" | "failed";

/** What came with the page: the beginning of the list that the server was asked for. */
export interface GivenList {
  readonly query: ListQuery;
  readonly documents: readonly DocumentSummary[];
}

export interface Documents {
  readonly documents: readonly DocumentSummary[];
  readonly more: boolean;
  readonly loading: Loading;
  /** The server's own words, when loading failed. */
  readonly problem: string | undefined;
  refresh(): void;
  loadMore(): void;
  /** Shows a change before the server has it. */
  patch(id: string, change: Partial<DocumentSummary>): void;
  /** Leaves it out; the returned function puts it back where it was. */
  remove(id: string): () => void;
}

export function useDocuments(query: ListQuery, given: GivenList): Documents {
  const { view, sort, search } = query;
  const key = addressOf({ view, sort, search });
  const asked = addressOf(given.query);
  const fits = asked === key;
  const [documents, setDocuments] = useState(fits ? given.documents : []);
  const [more, setMore] = useState(documents.length === pageSize);
  const [loading, setLoading] = useState<Loading>(fits ? "ready" : "loading");
  const [problem, setProblem] = useState<string>();
  /** The query that the documents shown are the answer to. */
  const shown = useRef(asked);
  /** Only the last request counts; an answer to an older one is dropped. */
  const latest = useRef<AbortController>(null);
  const count = useRef(documents.length);
  const awaiting = useRef(false);

  const load = useCallback(
    async (how: Loading, upTo: number) => {
      latest.current?.abort();
      const controller = new AbortController();
      latest.current = controller;
      setLoading(how);
      awaiting.current = true;
      const answer = await readUpTo({ view, sort, search }, upTo, controller.signal);
      if (controller.signal.aborted) return;
      awaiting.current = false;
      setLoading(answer.ok ? "ready" : "failed");
      setProblem(answer.ok ? undefined : answer.message);
      if (!answer.ok) return;
      shown.current = key;
      setDocuments(answer.value);
      setMore(answer.value.length === upTo);
      count.current = answer.value.length;
    },
    [view, sort, search, key],
  );
  const refresh = useCallback(
    () => void load("ready", Math.max(pageSize, Math.ceil(count.current / pageSize) * pageSize)),
    [load],
  );

  useEffect(() => {
    // The page came with a list; that is brought up to date without a word.
    void load(shown.current === key ? "ready" : "loading", pageSize);
    window.addEventListener("focus", refresh);
    const again = setInterval(() => {
      // Not while an answer is awaited, which it would cut off.
      if (document.visibilityState === "visible" && !awaiting.current) refresh();
    }, againMs);
    return () => {
      window.removeEventListener("focus", refresh);
      clearInterval(again);
      latest.current?.abort();
    };
  }, [load, refresh, key]);

  return {
    documents,
    more,
    loading,
    problem,
    refresh,
    loadMore: () => void load("loading more", documents.length + pageSize),
    patch: (id, change) =>
      setDocuments((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one))),
    remove: (id) => {
      const at = documents.findIndex((one) => one.id === id);
      const gone = documents.slice(at, at + 1);
      const without = (all: readonly DocumentSummary[]) => all.filter((one) => one.id !== id);
      setDocuments(without);
      return () => setDocuments((all) => without(all).toSpliced(at, 0, ...gone));
    },
  };
}

/** The first `upTo` documents, read in one go so that none is shown twice or left out. */
async function readUpTo(
  { view, sort, search }: ListQuery,
  upTo: number,
  signal: AbortSignal,
): Promise<Answer<readonly DocumentSummary[]>> {
  const found: DocumentSummary[] = [];
  while (found.length < upTo) {
    const limit = Math.min(mostAtOnce, upTo - found.length);
    const page = { view, sort, search, offset: `${found.length}`, limit: `${limit}` };
    const path = `/api/documents?${new URLSearchParams(page)}`;
    const answer = await request<{ documents: DocumentSummary[] }>(path, { signal });
    if (!answer.ok) return answer;
    found.push(...answer.value.documents);
    if (answer.value.documents.length < limit) break;
  }
  return { ok: true, value: found };
}
