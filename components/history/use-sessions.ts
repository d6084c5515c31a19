"use client";
/** The sessions and names of a document's history: a page at a time, kept fresh at its newer end. */
import { useCallback, useEffect, useRef, useState } from "react";
import { request } from "@/client/request";
import type { ListedName, ListedSession, VersionsPage } from "@/collab/history/versions";
import { useThrottled } from "./use-throttled";

export interface SessionFilter {
  /** Somebody's id; empty: everybody. */
  readonly person: string;
  /** Part of a version's name; empty: any session. */
  readonly name: string;
}

export interface Sessions {
  /** Newest first; undefined before the first answer. */
  readonly list: readonly ListedSession[] | undefined;
  readonly named: readonly ListedName[];
  /** Where the next page begins; null at the end. */
  readonly next: number | null;
  /** So far an old history was read for the first time; null when all of it was. */
  readonly preparing: number | null;
  /** Why there is nothing newer, as a sentence for people. */
  readonly problem: string | undefined;
}

const nothing: Sessions = {
  list: undefined,
  named: [],
  next: null,
  preparing: null,
  problem: undefined,
};

/** Somebody types ten changes a second: a list that is a second old is fresh. */
const refreshMs = 1000;
const pageSize = 50;

export interface SessionsControl extends Sessions {
  /** Asks for what is older. */
  more(): void;
  /** Asks again for what is newest: something was done. */
  refresh(): void;
}

export function useSessions(
  documentId: string,
  head: number,
  { person, name }: SessionFilter,
): SessionsControl {
  const [sessions, setSessions] = useState<Sessions>(nothing);
  const [asked, setAsked] = useState(0);
  const loadingMore = useRef(false);
  const path = pathOf(documentId, person, name);
  const shownPath = useRef(path);
  const newest = useThrottled(head, refreshMs);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when there is something new
  useEffect(() => {
    const leaving = new AbortController();
    void request<VersionsPage>(path, { signal: leaving.signal }).then((answer) => {
      if (leaving.signal.aborted) return;
      const other = shownPath.current !== path;
      shownPath.current = path;
      setSessions((now) =>
        answer.ok ? merged(other ? nothing : now, answer.value) : withProblem(now, answer.message),
      );
    });
    return () => leaving.abort();
  }, [path, newest, asked]);

  const refresh = useCallback(() => setAsked((times) => times + 1), []);
  useEffect(() => {
    if (sessions.preparing === null) return;
    const again = setTimeout(refresh, refreshMs);
    return () => clearTimeout(again);
  }, [sessions.preparing, refresh]);

  const { next } = sessions;
  const more = useCallback(async () => {
    if (next === null || loadingMore.current) return;
    loadingMore.current = true;
    const answer = await request<VersionsPage>(`${path}&before=${next}`);
    loadingMore.current = false;
    setSessions((now) => {
      if (!answer.ok) return withProblem(now, answer.message);
      const known = new Set(now.list?.map(({ from }) => from));
      const older = answer.value.sessions.filter(({ from }) => !known.has(from));
      return { ...now, list: [...(now.list ?? []), ...older], next: answer.value.next };
    });
  }, [path, next]);
  return { ...sessions, more: () => void more(), refresh };
}

function pathOf(documentId: string, person: string, name: string): string {
  const query = new URLSearchParams({ limit: String(pageSize) });
  if (person) query.set("person", person);
  if (name) query.set("name", name);
  return `/api/documents/${documentId}/versions?${query}`;
}

function withProblem(sessions: Sessions, problem: string): Sessions {
  return { ...sessions, problem };
}

/** The newest page in the place of what it covers; what is older stays. */
function merged(now: Sessions, page: VersionsPage): Sessions {
  const oldest = page.sessions.at(-1)?.from ?? 0;
  // What did not change stays the same object, and is not drawn anew.
  const known = new Map(now.list?.map((session) => [session.from, session]));
  const newest = page.sessions.map((session) => {
    const old = known.get(session.from);
    return old && JSON.stringify(old) === JSON.stringify(session) ? old : session;
  });
  const older = now.list?.filter(({ from }) => from < oldest) ?? [];
  return {
    list: [...newest, ...older],
    named: page.named,
    next: older.length > 0 ? now.next : page.next,
    preparing: page.preparing,
    problem: undefined,
  };
}
