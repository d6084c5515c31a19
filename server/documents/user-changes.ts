/** A change on its way from a connection to its document, and the answer on its way back. */
import { type Answer, type Refusal, refusal } from "@/collab/protocol/refusals";
import type { Result } from "../actors/call-error";
import { StoreError } from "../ports/store-error";
import { authorise } from "./access";
import type { MakeChange, ReplaceDocument, SubmittedChange, UserApplyChange } from "./messages";
import type { Action } from "./permissions";
import { may } from "./permissions";
import { ask, type PendingChange, type UserContext, type UserState } from "./user-state";

/** Longer than the store may take to come back; a client resends the same bytes afterwards. */
const answerMs = 20_000;

type Versioned = Answer<{ version: number }>;

export function forwardChange(
  { payload, answer, origin = "typing" }: UserApplyChange,
  state: UserState,
  ctx: UserContext,
): void | Promise<void> {
  if (!state.buckets.changes.take(ctx.clock.now())) {
    return answer.value(refuse(refusal("rate_limited", "Too many changes a second; slow down.")));
  }
  const { documentId, changeId, baseVersion, steps, caret } = payload;
  const digest = state.world.digest(JSON.stringify([baseVersion, steps]));
  const body = { kind: "steps" as const, steps };
  const caretOf = caret && { caretOf: state.sessionId };
  const subscription = state.subscriptions.get(documentId);
  if (subscription && caret) subscription.place = undefined;
  const change = { changeId, baseVersion, digest, body, origin, ...caretOf };
  return forward(documentId, "write", change, answer.value, state, ctx);
}

export function forwardReplacement(
  { documentId, changeId, doc, origin, about, answer }: ReplaceDocument,
  state: UserState,
  ctx: UserContext,
): void | Promise<void> {
  const digest = state.world.digest(JSON.stringify([origin, doc]));
  const body = { kind: "become" as const, doc };
  const told = about === undefined ? {} : { about };
  const change = { changeId, baseVersion: 0, digest, body, origin, ...told };
  const action = origin === "restore" ? "restore" : "write";
  return forward(documentId, action, change, answer.value, state, ctx);
}

export function forwardMade(
  { documentId, changeId, baseVersion, steps, origin, about, answer }: MakeChange,
  state: UserState,
  ctx: UserContext,
): void | Promise<void> {
  const digest = state.world.digest(JSON.stringify([baseVersion, steps]));
  const body = { kind: "made" as const, steps };
  const change = { changeId, baseVersion, digest, body, origin, about };
  return forward(documentId, "restore", change, answer.value, state, ctx);
}

function forward(
  documentId: string,
  action: Action,
  change: Omit<SubmittedChange, "userId">,
  answer: PendingChange["answer"],
  state: UserState,
  ctx: UserContext,
): void | Promise<void> {
  const userId = state.user.id;
  const message = { tag: "apply_change" as const, userId, change: { ...change, userId } };
  const submit = () => {
    const pending = { kind: "change" as const, changeId: change.changeId, answer, told: false };
    state.underWay.set(change.changeId, pending);
    ask(state, pending, (label) =>
      ctx.request(state.world.document(documentId), message, { deadlineMs: answerMs, label }),
    );
  };
  // A joined document needs no look-up.
  const subscription = state.subscriptions.get(documentId);
  if (subscription && may(subscription.role, action)) return submit();
  return refused(documentId, action, state).then((error) =>
    error ? answer(refuse(error)) : submit(),
  );
}

/** Why this person may not; undefined when they may. */
async function refused(
  documentId: string,
  action: Action,
  { user, world }: UserState,
): Promise<Refusal | undefined> {
  try {
    const access = await authorise(world.documents, user.id, documentId, action);
    return access.ok ? undefined : access.error;
  } catch (error) {
    if (error instanceof StoreError) return storeAway();
    throw error;
  }
}

export function changeAnswered(
  result: Result,
  pending: PendingChange,
  { underWay }: Pick<UserState, "underWay">,
): void {
  const { changeId, answer, told } = pending;
  // Asked twice at once, the later one is known by the id.
  if (underWay.get(changeId) === pending) underWay.delete(changeId);
  const outcome = result.ok ? (result.value as Versioned) : refuse(unanswered(result));
  answer(outcome, outcome.ok && told);
}

/** A document that died, or is slow, is a reason to send the same change again, never to drop it. */
export function unanswered(result: Extract<Result, { ok: false }>): Refusal {
  if (result.error.code === "overloaded") {
    return refusal("overloaded", "The document is busy. Send the same message again shortly.");
  }
  return refusal("unavailable", "The document is restarting on the server.");
}

export function storeAway(): Refusal {
  return refusal("unavailable", "The store does not answer just now. Send the same again shortly.");
}

function refuse(error: Refusal): Versioned {
  return { ok: false, error };
}
