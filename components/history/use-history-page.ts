"use client";
/** All that the history page knows, in one place; its parts take what they need. */
import type { Decoration } from "@tiptap/pm/view";
import { type RefObject, useMemo, useRef, useState } from "react";
import type { HistoryOverview } from "@/collab/history/versions";
import { mayWrite } from "@/collab/people/roles";
import type { Role } from "@/collab/protocol/server-messages";
import type { Compared } from "./compute-past";
import { HistoryLog } from "./history-log";
import type { Hunk } from "./hunks";
import type { PastView } from "./past-view";
import { type People, peopleOf } from "./people";
import type { Place } from "./place";
import { type Actions, useActions } from "./use-actions";
import { type Choosing, useChoosing } from "./use-choosing";
import { useDecorated } from "./use-decorated";
import { useLive } from "./use-live";
import { useOverview } from "./use-overview";
import { type Go, usePlace } from "./use-place";
import { type Playback, usePlayback } from "./use-playback";
import { type SessionFilter, type SessionsControl, useSessions } from "./use-sessions";
import { type Showing, useShown } from "./use-shown";

export interface HistoryStart {
  readonly documentId: string;
  readonly title: string;
  readonly role: Role;
  readonly head: number;
  readonly place: Place;
}

export interface HistoryPage extends HistoryView {
  readonly actions: Actions;
}

/** Without what can be done. */
export interface HistoryView extends Omit<HistoryStart, "place"> {
  readonly log: HistoryLog;
  readonly place: Place;
  readonly go: Go;
  /** The version that is shown, and the one it is compared with. */
  readonly version: number;
  readonly base: number | undefined;
  /** To another version on the way: not before the one it is compared with, while comparing. */
  goVersion(version: number): void;
  /** Whoever works with the newest version keeps what is shown, whatever others write meanwhile. */
  stay(): void;
  /** Two versions are compared which are not simply a session's. */
  readonly comparing: boolean;
  onComparing(comparing: boolean): void;
  readonly playback: Playback;
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
  readonly choosing: Choosing;
  /** The version that is being given a name. */
  readonly naming: number | undefined;
  onName(version: number | undefined): void;
}

export function useHistoryPage(start: HistoryStart): HistoryPage {
  const { documentId, role } = start;
  const [log] = useState(() => new HistoryLog(documentId));
  const [place, go] = usePlace(documentId, start.place);
  const { head, title } = useLive(documentId, log, start);
  const [filter, onFilter] = useState<SessionFilter>({ person: "", name: "" });
  const sessions = useSessions(documentId, head, filter);
  const overview = useOverview(documentId, head);
  const people = usePeople(sessions, overview);
  const newest = useNewestSession(sessions, filter);
  const version = place.version ?? head;
  const base = place.compare ?? (place.version === undefined ? newest : Math.max(0, version - 1));
  const [comparing, setComparing] = useComparing(place, sessions);
  const goVersion = (wanted: number) => {
    const compare = comparing ? place.compare : undefined;
    go({ version: Math.max(wanted, compare ?? 0), compare }, { passing: true });
  };
  const onComparing = (wanted: boolean) => {
    setComparing(wanted);
    go(wanted ? { version, compare: base ?? 0, view: "changes" } : { compare: undefined });
  };
  const playback = usePlayback({ log, version, head, onVersion: goVersion });
  const showing = useShown(log, { version, base, view: place.view });
  const { shown } = showing;
  const stay = () => {
    if (place.version === undefined && shown) {
      go({ version: shown.version, compare: shown.compared?.from ?? base }, { passing: true });
    }
  };
  const { decorations: marks, hunks } = useDecorated(shown, people);
  const choosing = useChoosing(shown);
  const decorations = useMemo(
    () => (choosing.decorations.length > 0 ? [...marks, ...choosing.decorations] : marks),
    [marks, choosing.decorations],
  );
  const [hunk, onHunk] = useHunk(shown?.compared);
  const [naming, onName] = useState<number>();
  const seen = {
    ...{ documentId, role, title, head, log, place, go, version, base, sessions, filter, onFilter },
    ...{ goVersion, stay, comparing, onComparing, playback },
    ...{ overview, people, showing, decorations, hunks, hunk, onHunk },
    view: useRef<PastView | null>(null),
    mayEdit: mayWrite(role),
    ...{ choosing, naming, onName },
  };
  return { ...seen, actions: useActions(seen) };
}

/** The same object for as long as nobody new came: what is drawn in their colours stays. */
function usePeople(
  { list, named }: SessionsControl,
  overview: HistoryOverview | undefined,
): People {
  const known = useRef<People>(undefined);
  return useMemo(() => {
    const now = peopleOf(list, named, overview);
    const same = JSON.stringify(now.all) === JSON.stringify(known.current?.all);
    if (!same || !known.current) known.current = now;
    return known.current;
  }, [list, named, overview]);
}

/** A link to two versions compares them, unless they are just the ends of a session. */
function useComparing({ version, compare }: Place, { list }: SessionsControl) {
  const [wanted, setWanted] = useState(false);
  const ofSession = list?.some(
    ({ from, to }) => compare === from - 1 && (version ?? to) >= from && (version ?? to) <= to,
  );
  const strange = compare !== undefined && list !== undefined && !ofSession;
  return [compare !== undefined && (wanted || strange), setWanted] as const;
}

/** The version before the newest session, whatever the list is filtered by. */
function useNewestSession({ list }: SessionsControl, filter: SessionFilter): number | undefined {
  const known = useRef<number>(undefined);
  if (!filter.name && !filter.person && list) known.current = (list[0]?.from ?? 1) - 1;
  return known.current;
}

/** Chosen among what changed between two versions: between others it means nothing. */
function useHunk(compared: Compared | undefined) {
  const between = compared && `${compared.from} ${compared.to}`;
  const [chosen, setChosen] = useState<{ between?: string | undefined; hunk?: number | undefined }>(
    {},
  );
  const hunk = chosen.between === between ? chosen.hunk : undefined;
  return [hunk, (wanted: number | undefined) => setChosen({ between, hunk: wanted })] as const;
}
