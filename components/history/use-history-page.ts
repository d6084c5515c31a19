"use client";
/** All that the history page knows, in one place; its parts take what they need. */
import type { Decoration } from "@tiptap/pm/view";
import { type RefObject, useMemo, useRef, useState } from "react";
import type { HistoryOverview } from "@/collab/history/versions";
import type { Role } from "@/collab/protocol/server-messages";
import { HistoryLog } from "./history-log";
import type { Hunk } from "./hunks";
import type { PastView } from "./past-view";
import { type People, peopleOf } from "./people";
import type { Place } from "./place";
import { useDecorated } from "./use-decorated";
import { useLive } from "./use-live";
import { useOverview } from "./use-overview";
import { type Go, usePlace } from "./use-place";
import { type SessionFilter, type SessionsControl, useSessions } from "./use-sessions";
import { type Showing, useShown } from "./use-shown";

export interface HistoryStart {
  readonly documentId: string;
  readonly title: string;
  readonly role: Role;
  readonly head: number;
  readonly place: Place;
}

export interface HistoryPage extends Omit<HistoryStart, "place"> {
  readonly log: HistoryLog;
  readonly place: Place;
  readonly go: Go;
  /** The version that is shown, and the one it is compared with. */
  readonly version: number;
  readonly base: number | undefined;
  readonly sessions: SessionsControl;
  readonly filter: SessionFilter;
  onFilter(filter: SessionFilter): void;
  readonly overview: HistoryOverview | undefined;
  readonly people: People;
  readonly showing: Showing;
  readonly decorations: readonly Decoration[];
  readonly hunks: readonly Hunk[];
  /** The change that n and p led to. */
  readonly hunk: number | undefined;
  onHunk(hunk: number | undefined): void;
  readonly view: RefObject<PastView | null>;
  readonly mayEdit: boolean;
}

export function useHistoryPage(start: HistoryStart): HistoryPage {
  const { documentId, role } = start;
  const [log] = useState(() => new HistoryLog(documentId));
  const [place, go] = usePlace(documentId, start.place);
  const { head, title } = useLive(documentId, log, start);
  const [filter, onFilter] = useState<SessionFilter>({ person: "", name: "" });
  const sessions = useSessions(documentId, head, filter);
  const overview = useOverview(documentId, head);
  const { list, named } = sessions;
  const people = useMemo(() => peopleOf(list, named, overview), [list, named, overview]);
  const newest = useNewestSession(sessions, filter);
  const version = place.version ?? head;
  const base = place.compare ?? (place.version === undefined ? newest : Math.max(0, version - 1));
  const showing = useShown(log, { version, base, view: place.view });
  const { decorations, hunks } = useDecorated(showing.shown, people);
  const [hunk, onHunk] = useHunk(hunks);
  return {
    ...{ documentId, role, title, head, log, place, go, version, base, sessions, filter, onFilter },
    ...{ overview, people, showing, decorations, hunks, hunk, onHunk },
    view: useRef<PastView | null>(null),
    mayEdit: role === "owner" || role === "editor",
  };
}

/** The version before the newest session, whatever the list is filtered by. */
function useNewestSession({ list }: SessionsControl, filter: SessionFilter): number | undefined {
  const known = useRef<number>(undefined);
  if (!filter.name && !filter.person && list) known.current = (list[0]?.from ?? 1) - 1;
  return known.current;
}

/** Chosen among these hunks: others make it nothing. */
function useHunk(hunks: readonly Hunk[]) {
  const [chosen, setChosen] = useState<{ hunks: readonly Hunk[]; hunk: number | undefined }>();
  const hunk = chosen?.hunks === hunks ? chosen.hunk : undefined;
  return [hunk, (wanted: number | undefined) => setChosen({ hunks, hunk: wanted })] as const;
}
