/** What a connection is sent: every version once and in order, however slowly it reads. */
import { limits } from "@/collab/protocol/limits";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import type { BroadcastChange, PresenceEvent, WireChange } from "@/collab/protocol/server-messages";
import { StoreError } from "../ports/store-error";
import { authorise } from "./access";
import { toWire } from "./load-document";
import type { UserPull } from "./messages";
import { storeAway } from "./user-changes";
import { readsTooSlowly, type Subscription, type UserContext, type UserState } from "./user-state";

/** How often a slow client's backlog is looked at. */
const lagPollMs = 200;
/** Sessions a slow client may have missed: those of a full document, come and gone many times. */
const mostMissed = 10_000;

export function broadcast(
  payload: BroadcastChange,
  state: UserState,
  ctx: UserContext,
): void | Promise<void> {
  const subscription = state.subscriptions.get(payload.documentId);
  if (!subscription || lags(subscription, state, ctx)) return;
  const first = payload.changes[0];
  if (first && first.version > subscription.version + 1) {
    return resume(payload.documentId, state, ctx);
  }
  // The common case sends the shared payload itself, which is encoded once for everybody.
  if (first?.version === subscription.version + 1) {
    subscription.version += payload.changes.length;
    send(payload, state);
  } else {
    sendChanges(subscription, payload.changes, state);
  }
}

/** Who is where; what a slow client misses of it is kept as its newest state. */
export function hear(payload: PresenceEvent, state: UserState, ctx: UserContext): void {
  const subscription = state.subscriptions.get(payload.documentId);
  if (!subscription) return;
  if (!lags(subscription, state, ctx)) {
    state.connection.send("presence", payload);
    return;
  }
  subscription.missed.add(payload);
  // It has not read for as long as it took so many people to come and go: it joins afresh.
  if (subscription.missed.size > mostMissed) state.connection.close();
}

/** Whether the client reads too slowly to be sent anything; it is looked at again by itself. */
function lags(subscription: Subscription, state: UserState, ctx: UserContext): boolean {
  if (!subscription.lagging && readsTooSlowly(state)) {
    subscription.lagging = true;
    ctx.sendAfter(lagPollMs, { tag: "resume", documentId: subscription.documentId });
  }
  return subscription.lagging;
}

/** Sends what of `changes` continues the client's stream. */
export function sendChanges(
  subscription: Subscription,
  changes: readonly WireChange[],
  state: UserState,
): void {
  const news = changes.filter((change) => change.version > subscription.version);
  const last = news.at(-1);
  if (!last) return;
  subscription.version = last.version;
  send({ documentId: subscription.documentId, changes: news }, state);
}

function send(payload: BroadcastChange, { connection, underWay }: UserState): void {
  connection.send("broadcast_change", payload);
  if (underWay.size === 0) return;
  for (const { changeId } of payload.changes) {
    const own = underWay.get(changeId);
    if (own) own.told = true;
  }
}

/** Catches a client up from the log, as fast as it reads. */
export async function resume(
  documentId: string,
  state: UserState,
  ctx: UserContext,
): Promise<void> {
  const subscription = state.subscriptions.get(documentId);
  if (!subscription) return;
  const later = () => ctx.sendAfter(lagPollMs, { tag: "resume", documentId });
  subscription.lagging = true;
  if (state.connection.backlogBytes() > state.world.limits.backlogBytes / 4) {
    later();
    return;
  }
  const page = await readPage(documentId, subscription.version, state);
  if (!page.ok) {
    later();
    return;
  }
  sendChanges(subscription, page.changes, state);
  // Until a page is empty, broadcasts are dropped: what they carry is in the log by then.
  subscription.lagging = page.changes.length > 0;
  if (subscription.lagging) return ctx.remind({ tag: "resume", documentId });
  const missed = subscription.missed.take(documentId);
  if (missed) state.connection.send("presence", missed);
}

export async function pull(
  { payload, answer }: UserPull,
  state: UserState,
  ctx: UserContext,
): Promise<void> {
  if (!state.buckets.reads.take(ctx.clock.now())) {
    const error = refusal("rate_limited", "Too many pulls a second; slow down.");
    return answer.value({ ok: false, error });
  }
  if (readsTooSlowly(state)) return answer.value({ ok: false, error: readFirst() });
  const { documentId, since } = payload;
  try {
    const access = await authorise(state.world.documents, state.user.id, documentId, "read");
    if (!access.ok) return answer.value(access);
    const page = await readPage(documentId, since, state);
    if (!page.ok) return answer.value(page);
    const { changes } = page;
    const last = changes.at(-1)?.version ?? since;
    const version = Math.max(access.document.headVersion, last);
    answer.value({ ok: true, version, changes, more: last < version });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    answer.value({ ok: false, error: storeAway() });
  }
}

export function readFirst(): Refusal {
  return refusal("overloaded", "Much that was sent to you waits to be read. Ask again after it.");
}

type Page =
  | { readonly ok: true; readonly changes: readonly WireChange[] }
  | { readonly ok: false; readonly error: Refusal };

/** One page of stored changes after `since`. */
export async function readPage(documentId: string, since: number, state: UserState): Promise<Page> {
  try {
    const { changesPerPage, pageBytes } = limits;
    const rows = await state.world.log.read(documentId, since, changesPerPage, pageBytes);
    return { ok: true, changes: rows.map(toWire) };
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, error: storeAway() };
    throw error;
  }
}
