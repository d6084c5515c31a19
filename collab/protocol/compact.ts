/**
 * The messages of a keystroke in fewer bytes, for a client that says in its handshake that it reads
 * them. Lists instead of objects, typed text without its wrapping; all the rest stays as it is.
 */
import type { ApplyChange, PresenceUpdate, StepJson } from "./client-messages";
import type { Answer, Refusal } from "./refusals";
import type { BroadcastChange, Presence, PresenceEvent, PublicUser } from "./server-messages";

/** What a client puts into the handshake's `auth`, and what the server answers with. */
export const COMPACT = 2;
/** The server's word that it takes compact messages, too. */
export const compactAgreed = "compact";
export const compactNames = { change: "c", presence: "p", answer: "a" } as const;

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

/** `caret`: 1 when it stands at the end. */
export type CompactApply = readonly [
  documentId: string,
  changeId: string,
  baseVersion: number,
  steps: readonly CompactStep[],
  caret?: 1,
];

export function shortenApply(change: ApplyChange): CompactApply {
  const { documentId, changeId, baseVersion, steps, caret } = change;
  const short = steps.map(shortenStep);
  return caret
    ? [documentId, changeId, baseVersion, short, 1]
    : [documentId, changeId, baseVersion, short];
}

/** Whatever came, as the plain message it stands for, which is then checked like every other. */
export function expandApply(value: unknown): unknown {
  if (!isList(value)) return undefined;
  const [documentId, changeId, baseVersion, steps, caret, ...more] = value;
  if (!isList(steps) || more.length > 0 || (caret !== undefined && caret !== 1)) return undefined;
  const expanded = steps.map((step) => (isCompact(step) ? expandStep(step) : step));
  const change = { documentId, changeId, baseVersion, steps: expanded };
  return caret ? { ...change, caret: "end" } : change;
}

/** The answer to a change that its author was not sent as a broadcast: a version, or why not. */
export type CompactAnswer = readonly [changeId: string, outcome: number | Refusal];

export function shortenAnswer(
  changeId: string,
  answer: Answer<{ readonly version: number }>,
): CompactAnswer {
  return [changeId, answer.ok ? answer.version : answer.error];
}

export function expandAnswer([, outcome]: CompactAnswer): Answer<{ readonly version: number }> {
  return typeof outcome === "number"
    ? { ok: true, version: outcome }
    : { ok: false, error: outcome };
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
  /** 0: all of them, and something follows. */
  kept?: readonly number[] | 0,
  caretOf?: string,
  caretAt?: number,
];
/** Versions follow each other: the first one says them all. */
export type CompactChange = readonly [documentId: string, version: number, ...CompactOne[]];

export function shortenChange({ documentId, changes }: BroadcastChange): CompactChange | undefined {
  const first = changes[0]?.version ?? 0;
  if (changes.some(({ version }, index) => version !== first + index)) return undefined;
  if (changes.some(({ restored }) => restored !== undefined)) return undefined;
  const list = changes.map(({ changeId, userId, createdAt, steps, kept, caret }): CompactOne => {
    const one = [changeId, userId, createdAt, steps.map(shortenStep)] as const;
    if (caret) return [...one, kept ?? 0, caret.sessionId, caret.at];
    return kept ? [...one, kept] : one;
  });
  return [documentId, first, ...list];
}

export function expandChange([documentId, first, ...list]: CompactChange): BroadcastChange {
  const changes = list.map(([changeId, userId, createdAt, steps, kept, sessionId, at], index) => ({
    version: first + index,
    changeId,
    userId,
    steps: steps.map(expandStep),
    ...(kept ? { kept } : {}),
    createdAt,
    ...(sessionId !== undefined && at !== undefined ? { caret: { sessionId, at } } : {}),
  }));
  return { documentId, changes };
}

/** The carets that came with changes, as the presence it stands for; undefined when none did. */
export function presenceOf(
  { documentId, changes }: BroadcastChange,
  userOf: (sessionId: string) => PublicUser | undefined,
): PresenceEvent | undefined {
  const users = changes.flatMap(({ version, caret }): Presence[] => {
    const user = caret && userOf(caret.sessionId);
    if (!user) return [];
    return [{ sessionId: caret.sessionId, user, version, anchor: caret.at, head: caret.at }];
  });
  return users.length > 0 ? { documentId, users, left: [] } : undefined;
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
