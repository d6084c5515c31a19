/** Joining documents, leaving them, and joining again by itself when a document's actor died. */

import { limits } from "@/collab/protocol/limits";
import { refusal } from "@/collab/protocol/refusals";
import type { JoinAnswer, PublicUser, Role } from "@/collab/protocol/server-messages";
import { PROTOCOL_VERSION, SCHEMA_VERSION } from "@/collab/protocol/version";
import type { Result } from "../actors/call-error";
import type { ActorRef } from "../actors/ref";
import { sameRef } from "../actors/ref";
import { StoreError } from "../ports/store-error";
import { authorise } from "./access";
import type { Joined, UserJoin, UserLeave } from "./messages";
import { MissedPresence } from "./missed-presence";
import { storeAway, unanswered } from "./user-changes";
import { tellPlace } from "./user-presence";
import {
  ask,
  type Pending,
  type PendingJoin,
  readsTooSlowly,
  type Subscription,
  type UserContext,
  type UserState,
} from "./user-state";
import { hear, readFirst, readPage, resume, sendChanges } from "./user-stream";

type DocumentRef = Joined["document"];

const joinMs = 10_000;
/** Each answer may hold a whole document. */
const joinsAtOnce = 10;
const rejoinBackoffMs = [0, 50, 200, 500, 1000, 2000];

export async function askToJoin(
  message: UserJoin,
  state: UserState,
  ctx: UserContext,
): Promise<void> {
  const { documentId, protocol, schema = SCHEMA_VERSION, since } = message.payload;
  const answer = message.answer.value;
  if (protocol !== PROTOCOL_VERSION) {
    const text = `This server speaks protocol ${PROTOCOL_VERSION}. Reload the page.`;
    return answer({ ok: false, error: refusal("protocol_mismatch", text) });
  }
  if (schema !== SCHEMA_VERSION) {
    const text = "Tandem was updated, and documents can hold more. Reload the page.";
    return answer({ ok: false, error: refusal("protocol_mismatch", text) });
  }
  if (!state.buckets.reads.take(ctx.clock.now())) {
    return answer({ ok: false, error: refusal("rate_limited", "Too many joins a second.") });
  }
  if (readsTooSlowly(state) || joinsUnderWay(state) >= joinsAtOnce) {
    return answer({ ok: false, error: readFirst() });
  }
  const { size } = state.subscriptions;
  if (size >= limits.documentsPerConnection && !state.subscriptions.has(documentId)) {
    const text = `A connection may have ${limits.documentsPerConnection} documents open.`;
    return answer({ ok: false, error: refusal("too_large", text) });
  }
  try {
    const access = await authorise(state.world.documents, state.user.id, documentId, "read");
    if (!access.ok) return answer(access);
    const { role, document } = access;
    const pending = { kind: "join" as const, message, role, trashed: document.trashedAt !== null };
    requestJoin(documentId, role, since, pending, state, ctx);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    answer({ ok: false, error: storeAway() });
  }
}

function joinsUnderWay({ pending }: UserState): number {
  return [...pending.values()].filter(({ kind }) => kind === "join").length;
}

export function requestJoin(
  documentId: string,
  role: Role,
  since: number | undefined,
  pending: Pending,
  state: UserState,
  ctx: UserContext,
): void {
  const { sessionId, user, world, connection } = state;
  const readsCarets = connection.readsCarets === true;
  const message = {
    tag: "join" as const,
    participant: { sessionId, user, role, readsCarets },
    subscriber: ctx.self,
    ...(since === undefined ? {} : { since }),
  };
  ask(state, pending, (label) =>
    ctx.request(world.document(documentId), message, { deadlineMs: joinMs, label }),
  );
}

export async function joined(
  result: Result,
  { message, role, trashed }: PendingJoin,
  state: UserState,
  ctx: UserContext,
): Promise<void> {
  const respond = message.answer.value;
  if (!result.ok) return respond({ ok: false, error: unanswered(result) });
  const { answer: here, document } = result.value as Joined;
  if (!here.ok) return respond(here);
  // The document knows what was announced since the rights were looked up.
  const answer = trashed ? { deleted: true, ...here } : here;
  const { documentId, since } = message.payload;
  subscribe({ documentId, role, version: answer.version, document }, state, ctx);
  if (since === undefined || answer.changes) return respond(answer);
  // Further back than the document remembers: the first page comes from the log.
  const page = await readPage(documentId, since, state);
  if (page.ok) respond({ ...answer, changes: page.changes });
  else respond({ ok: false, error: page.error });
}

/** From here on what happens in the document is sent to this connection. */
export function subscribe(
  about: Pick<Subscription, "documentId" | "role" | "version"> & { document: DocumentRef },
  state: UserState,
  ctx: UserContext,
): void {
  forget(about.documentId, state, ctx);
  const monitor = ctx.monitor(about.document);
  state.subscriptions.set(about.documentId, {
    ...about,
    monitor,
    lagging: false,
    missed: new MissedPresence(),
    rejoins: 0,
    place: undefined,
    tellsPlace: false,
  });
}

/** Who is here, and what came since the last version sent, with the rest of it from the log. */
export function goOn(
  documentId: string,
  { version, users, changes }: Pick<JoinAnswer, "version" | "users" | "changes">,
  state: UserState,
  ctx: UserContext,
): void | Promise<void> {
  const subscription = state.subscriptions.get(documentId);
  if (!subscription) return;
  hear({ documentId, users, left: [] }, state, ctx);
  if (changes) sendChanges(subscription, changes, state);
  if (subscription.version < version) return resume(documentId, state, ctx);
}

/** A document's actor died: its user stays, and joins the next incarnation. */
export function documentDown(ref: ActorRef, state: UserState, ctx: UserContext): void {
  for (const subscription of state.subscriptions.values()) {
    if (!sameRef(subscription.document, ref)) continue;
    subscription.document = undefined;
    subscription.monitor = undefined;
    planRejoin(subscription, ctx);
  }
}

function planRejoin(subscription: Subscription, ctx: UserContext): void {
  const step = Math.min(subscription.rejoins, rejoinBackoffMs.length - 1);
  const delayMs = (rejoinBackoffMs[step] ?? 0) * (0.5 + ctx.random());
  subscription.rejoins += 1;
  ctx.sendAfter(delayMs, { tag: "rejoin", documentId: subscription.documentId });
}

export function rejoin(documentId: string, state: UserState, ctx: UserContext): void {
  const subscription = state.subscriptions.get(documentId);
  if (!subscription || subscription.document) return;
  const { role, version } = subscription;
  requestJoin(documentId, role, version, { kind: "rejoin", documentId }, state, ctx);
}

export function rejoined(
  result: Result,
  documentId: string,
  state: UserState,
  ctx: UserContext,
): void | Promise<void> {
  const subscription = state.subscriptions.get(documentId);
  if (!subscription) return;
  const joined = result.ok ? (result.value as Joined) : undefined;
  if (!joined?.answer.ok) return planRejoin(subscription, ctx);
  subscription.document = joined.document;
  subscription.monitor = ctx.monitor(joined.document);
  subscription.rejoins = 0;
  tellPlace(subscription, state, ctx);
  return goOn(documentId, joined.answer, state, ctx);
}

/** Under another name or colour; what is under way goes on, and so does every subscription. */
export function changePerson(user: PublicUser, state: UserState, ctx: UserContext): void {
  state.user = user;
  const { sessionId } = state;
  for (const { document } of state.subscriptions.values()) {
    if (document) ctx.cast(document, { tag: "participant_changed", sessionId, user });
  }
}

export function leave({ payload, answer }: UserLeave, state: UserState, ctx: UserContext): void {
  const { documentId } = payload;
  const wasEntering = turnBack(documentId, state);
  // A join on its way was sent by name: sent the same way, this can't overtake it.
  const document = wasEntering
    ? state.world.document(documentId)
    : state.subscriptions.get(documentId)?.document;
  if (document) ctx.cast(document, { tag: "leave", sessionId: state.sessionId });
  forget(documentId, state, ctx);
  answer.value({ ok: true });
}

/** What was asked to get in is not waited for any more. Returns whether there was anything. */
function turnBack(documentId: string, { pending }: UserState): boolean {
  const error = refusal("unavailable", "You left the document before it was open.");
  let found = false;
  for (const [label, asked] of pending) {
    if (asked.kind !== "join" && asked.kind !== "rejoin") continue;
    const wanted = asked.kind === "join" ? asked.message.payload : asked;
    if (wanted.documentId !== documentId) continue;
    pending.delete(label);
    if (asked.kind === "join") asked.message.answer.value({ ok: false, error });
    found = true;
  }
  return found;
}

function forget(documentId: string, state: UserState, ctx: UserContext): void {
  const monitor = state.subscriptions.get(documentId)?.monitor;
  if (monitor !== undefined) ctx.demonitor(monitor);
  state.subscriptions.delete(documentId);
}
