/**
 * The messages of a keystroke in fewer bytes, for a client that says in its handshake that it reads
 * them. Lists instead of objects, typed text without its wrapping; all the rest stays as it is.
 */
import type { ApplyChange, PresenceUpdate, StepJson } from "./client-messages";
import type { BroadcastChange, Presence, PresenceEvent, PublicUser } from "./server-messages";

/** What a client puts into the handshake's `auth`, and what the server answers with. */
export const COMPACT = 1;
/** The server's word that it takes compact messages, too. */
export const compactAgreed = "compact";
export const compactNames = { change: "c", presence: "p" } as const;

/** `[from, text]` writes, `[from, to]` deletes, `[from, to, text]` replaces; or a step as it is. */
export type CompactStep = readonly (number | string)[] | StepJson;

/** Only what comes out again to the letter is shortened: a change's bytes are compared. */
export function shortenStep(step: StepJson): CompactStep {
  const short = shorten(step);
  return short && JSON.stringify(expandStep(short)) === JSON.stringify(step) ? short : step;
}

function shorten({ stepType, from, to, slice }: StepJson): CompactStep | undefined {
  if (stepType !== "replace" || typeof from !== "number" || typeof to !== "number")
    return undefined;
  if (slice === undefined) return [from, to];
  const text = onlyText(slice);
  if (text === undefined) return undefined;
  return from === to ? [from, text] : [from, to, text];
}

function onlyText(slice: unknown): string | undefined {
  const content: unknown = member(slice, "content");
  const text: unknown = Array.isArray(content) ? member(content[0], "text") : undefined;
  return typeof text === "string" ? text : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

export function expandStep(step: CompactStep): StepJson {
  if (!isList(step)) return step;
  const [from, second, third] = step;
  const to = typeof second === "string" ? from : second;
  const text = typeof second === "string" ? second : third;
  const slice = text === undefined ? {} : { slice: { content: [{ type: "text", text }] } };
  return { stepType: "replace", from, to, ...slice };
}

export type CompactApply = readonly [string, string, number, readonly CompactStep[]];

export function shortenApply({
  documentId,
  changeId,
  baseVersion,
  steps,
}: ApplyChange): CompactApply {
  return [documentId, changeId, baseVersion, steps.map(shortenStep)];
}

/** Whatever came, as the plain message it stands for, which is then checked like every other. */
export function expandApply(value: unknown): unknown {
  if (!isList(value)) return undefined;
  const [documentId, changeId, baseVersion, steps, ...more] = value;
  if (!isList(steps) || more.length > 0) return undefined;
  const expanded = steps.map((step) => (isCompact(step) ? expandStep(step) : step));
  return { documentId, changeId, baseVersion, steps: expanded };
}

export type CompactMove = readonly [string, number, number, number] | readonly [string];

export function shortenMove(move: PresenceUpdate): CompactMove {
  if ("away" in move) return [move.documentId];
  return [move.documentId, move.version, move.anchor, move.head];
}

export function expandMove(value: unknown): unknown {
  if (!isList(value) || value.length > 4) return undefined;
  const [documentId, version, anchor, head] = value;
  return value.length === 1 ? { documentId, away: true } : { documentId, version, anchor, head };
}

type CompactOne = readonly [
  changeId: string,
  userId: string,
  createdAt: number,
  steps: readonly CompactStep[],
  kept?: readonly number[],
];
/** Versions follow each other: the first one says them all. */
export type CompactChange = readonly [documentId: string, version: number, ...CompactOne[]];

export function shortenChange({ documentId, changes }: BroadcastChange): CompactChange | undefined {
  const first = changes[0]?.version ?? 0;
  if (changes.some(({ version }, index) => version !== first + index)) return undefined;
  const list = changes.map(({ changeId, userId, createdAt, steps, kept }): CompactOne => {
    const short = steps.map(shortenStep);
    return kept ? [changeId, userId, createdAt, short, kept] : [changeId, userId, createdAt, short];
  });
  return [documentId, first, ...list];
}

export function expandChange([documentId, first, ...list]: CompactChange): BroadcastChange {
  const changes = list.map(([changeId, userId, createdAt, steps, kept], index) => ({
    version: first + index,
    changeId,
    userId,
    steps: steps.map(expandStep),
    ...(kept ? { kept } : {}),
    createdAt,
  }));
  return { documentId, changes };
}

type CompactPresence = readonly [
  sessionId: string,
  version: number,
  anchor: number | null,
  head: number | null,
  user?: PublicUser | null,
  away?: 1,
];
export type CompactPresenceEvent = readonly [
  documentId: string,
  left: readonly string[],
  ...CompactPresence[],
];

/** Who somebody is goes with those the receivers may not know yet. */
export function shortenPresence(
  { documentId, users, left }: PresenceEvent,
  isKnown: (sessionId: string) => boolean,
): CompactPresenceEvent {
  const list = users.map((presence): CompactPresence => {
    const { sessionId, user, version, anchor, head, away } = presence;
    const place = [sessionId, version, anchor, head] as const;
    const told = isKnown(sessionId) ? undefined : user;
    if (away) return [...place, told ?? null, 1];
    return told ? [...place, told] : place;
  });
  return [documentId, left, ...list];
}

/** Somebody of whom nobody ever told who they are is left out. */
export function expandPresence(
  [documentId, left, ...list]: CompactPresenceEvent,
  userOf: (sessionId: string) => PublicUser | undefined,
): PresenceEvent {
  const users = list.flatMap(([sessionId, version, anchor, head, told, away]): Presence[] => {
    const user = told ?? userOf(sessionId);
    if (!user) return [];
    const place = { sessionId, user, version, anchor, head };
    return [away ? { ...place, away: true } : place];
  });
  return { documentId, users, left };
}

function isCompact(step: unknown): step is readonly (number | string)[] {
  return isList(step) && (step.length === 2 || step.length === 3);
}

function isList(value: unknown): value is readonly (number | string)[] {
  return Array.isArray(value);
}
