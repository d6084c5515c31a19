"use client";
/** The sessions and names of a document's history, kept fresh while the page is looked at. */
import { useEffect, useState } from "react";
import type { PublicUser } from "@/collab/protocol/server-messages";

export interface ListedSession {
  readonly from: number;
  readonly to: number;
  readonly authors: readonly PublicUser[];
  readonly origin: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly changes: number;
}

export interface ListedVersions {
  readonly version: number;
  readonly title: string;
  /** Newest first. */
  readonly sessions: readonly ListedSession[];
  readonly named: readonly { readonly version: number; readonly name: string }[];
}

const refreshMs = 3000;

export function useVersions(documentId: string): ListedVersions | undefined {
  const [versions, setVersions] = useState<ListedVersions>();
  useEffect(() => {
    let live = true;
    const load = async () => {
      if (document.hidden) return;
      const answer = await fetch(`/api/documents/${documentId}/versions`).catch(() => undefined);
      if (live && answer?.ok) setVersions(await answer.json());
    };
    void load();
    const timer = setInterval(load, refreshMs);
    return () => {
      live = false;
      clearInterval(timer);
    };
  }, [documentId]);
  return versions;
}
