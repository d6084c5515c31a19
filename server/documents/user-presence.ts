/** Where a connection's person is, told to the document: the newest place always arrives. */
import { refusal } from "@/collab/protocol/refusals";
import type { UserPresence } from "./messages";
import type { Place, Subscription, UserContext, UserState } from "./user-state";

const nowhere: Place = { version: 0, anchor: null, head: null };

export function movePresence(
  { payload, answer }: UserPresence,
  state: UserState,
  ctx: UserContext,
) {
  const subscription = state.subscriptions.get(payload.documentId);
  if (!subscription) return answer.value({ ok: false, error: notJoined() });
  const { version, anchor, head } = "away" in payload ? nowhere : payload;
  subscription.place = { version, anchor, head };
  tellPlace(subscription, state, ctx);
  answer.value({ ok: true });
}

export function tellPlaceLater(documentId: string, state: UserState, ctx: UserContext): void {
  const subscription = state.subscriptions.get(documentId);
  if (!subscription) return;
  subscription.tellsPlace = false;
  tellPlace(subscription, state, ctx);
}

/** A document that was started again has forgotten it, and asks nobody. */
export function tellPlace(subscription: Subscription, state: UserState, ctx: UserContext): void {
  const { documentId, document, place, tellsPlace } = subscription;
  if (!document || !place || tellsPlace) return;
  const { presence } = state.buckets;
  if (presence.take(ctx.clock.now())) {
    ctx.cast(document, { tag: "presence", sessionId: state.sessionId, ...place });
    return;
  }
  // Where they are by then.
  subscription.tellsPlace = true;
  ctx.sendAfter(presence.waitMs, { tag: "tell_place", documentId });
}

function notJoined() {
  return refusal("forbidden", "Join the document first.");
}
