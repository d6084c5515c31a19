/** A stream of events: like a join, but what was missed comes on the stream itself. */
import type { Result } from "../actors/call-error";
import { StoreError } from "../ports/store-error";
import { authorise } from "./access";
import type { FollowDocument, Joined } from "./messages";
import { storeAway, unanswered } from "./user-changes";
import type { Pending, UserContext, UserState } from "./user-state";
import { goOn, requestJoin, subscribe } from "./user-subscriptions";

export async function follow(
  message: FollowDocument,
  state: UserState,
  ctx: UserContext,
): Promise<void> {
  const { documentId, since } = message;
  const answer = message.answer.value;
  try {
    const access = await authorise(state.world.documents, state.user.id, documentId, "read");
    if (!access.ok) return answer(access);
    const { role } = access;
    requestJoin(documentId, role, since, { kind: "follow", message, role }, state, ctx);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    answer({ ok: false, error: storeAway() });
  }
}

export function followed(
  result: Result,
  { message, role }: Extract<Pending, { kind: "follow" }>,
  state: UserState,
  ctx: UserContext,
): void | Promise<void> {
  const respond = message.answer.value;
  if (!result.ok) return respond({ ok: false, error: unanswered(result) });
  const { answer, document } = result.value as Joined;
  if (!answer.ok) return respond(answer);
  const { documentId } = message;
  const version = message.since ?? answer.version;
  subscribe({ documentId, role, version, document }, state, ctx);
  respond({ ok: true, version });
  // What it missed comes from the log, in pages, as fast as it reads.
  const { version: head, users } = answer;
  return goOn(documentId, { version: head, users }, state, ctx);
}
