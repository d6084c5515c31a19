"use client";
/** The sessions and names of a document's history, kept fresh while the page is looked at. */
import { useEffect, useState } from "react";
import type { PublicUser } from "@/collab/protocol/server-messages";
import { request } from "../documents/api";

export interface ListedSession {
  /** First and last version, inclusive. */
  readonly from: number;
  readonly to: number;
  readonly authors: readonly PublicUser[];
  readonly origin: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly changes: number;
}

export interface ListedName {
  readonly version: number;
  readonly name: string;
  readonly user: PublicUser;
  readonly createdAt: number;
}

export interface ListedVersions {
  readonly version: number;
  readonly title: string;
  /** Newest first. */
  readonly sessions: readonly ListedSession[];
  readonly named: readonly ListedName[];
}

export interface Versions {
  /** What was last heard, if anything. */
  readonly list: ListedVersions | undefined;
  /** Why there is nothing newer, as a sentence for people. */
  readonly problem: string | undefined;
}

/** Somebody may be writing while another looks back. */
const refreshMs = 5000;

export function useVersions(documentId: string): Versions {
  const [versions, setVersions] = useState<Versions>({ list: undefined, problem: undefined });
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const load = async () => {
      const path = `/api/documents/${documentId}/versions`;
      const answer = await request<ListedVersions>(path, { signal });
      if (signal.aborted) return;
      setVersions(({ list }) =>
        answer.ok ? { list: answer.value, problem: undefined } : { list, problem: answer.message },
      );
    };
    const refresh = () => {
      if (!document.hidden) void load();
    };
    void load();
    const timer = setInterval(refresh, refreshMs);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      leaving.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [documentId]);
  return versions;
}
