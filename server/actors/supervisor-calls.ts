/** What a static supervisor answers when it is asked to change its children. */
import type { CallResult } from "./behaviour";
import { type ChildSpec, startChildOf, stopChildOf } from "./child-spec";
import type { Child } from "./children";
import type { Context } from "./context";
import type { ActorRef } from "./ref";
import type { SupervisorState } from "./supervisor";
import type { ChildResult, StartChildResult } from "./supervisor-messages";

type Answer<Result> = CallResult<SupervisorState> & { readonly reply: Result };

export async function startChild(
  spec: ChildSpec,
  state: SupervisorState,
  ctx: Context,
): Promise<Answer<StartChildResult>> {
  const { children } = state;
  const present = children.get(spec.id);
  if (present?.ref !== undefined) {
    return { reply: { ok: false, error: { tag: "already_started", ref: present.ref } } };
  }
  if (present !== undefined) return { reply: { ok: false, error: { tag: "already_present" } } };
  const child = children.add(spec);
  const result = await startChildOf(ctx, spec, { id: spec.id, restarts: 0, lastCrash: undefined });
  if (!result.ok) {
    children.remove(child);
    return { reply: { ok: false, error: { tag: "failed", reason: result.reason } } };
  }
  if (result.ref !== undefined) children.running(child, result.ref);
  else if (spec.restart === "temporary") children.remove(child);
  return { reply: { ok: true, ref: result.ref } };
}

export async function terminateChild(
  id: string | ActorRef,
  { children }: SupervisorState,
  ctx: Context,
): Promise<Answer<ChildResult>> {
  const child = typeof id === "string" ? children.get(id) : children.withRef(id);
  if (child === undefined) return { reply: { ok: false, error: "not_found" } };
  const { ref, spec } = child;
  if (spec.restart === "temporary") children.remove(child);
  else children.lost(child);
  if (ref !== undefined) await stopChildOf(ctx, ref, spec.shutdown);
  return { reply: { ok: true } };
}

export async function restartChild(
  id: string,
  { children }: SupervisorState,
  ctx: Context,
): Promise<Answer<ChildResult>> {
  const child = children.get(id);
  const error = whyNotAbsent(child);
  if (child === undefined || error !== undefined) {
    return { reply: { ok: false, error: error ?? "not_found" } };
  }
  const { spec, restarts, lastCrash } = child;
  const result = await startChildOf(ctx, spec, { id, restarts, lastCrash });
  if (!result.ok) {
    return { reply: { ok: false, error: { tag: "failed", reason: result.reason } } };
  }
  if (result.ref !== undefined) children.running(child, result.ref);
  return { reply: { ok: true, ref: result.ref } };
}

export function deleteChild(id: string, { children }: SupervisorState): Answer<ChildResult> {
  const child = children.get(id);
  const error = whyNotAbsent(child);
  if (child === undefined || error !== undefined) {
    return { reply: { ok: false, error: error ?? "not_found" } };
  }
  children.remove(child);
  return { reply: { ok: true } };
}

function whyNotAbsent(
  child: Child | undefined,
): "not_found" | "running" | "restarting" | undefined {
  if (child === undefined) return "not_found";
  if (child.restarting) return "restarting";
  return child.ref === undefined ? undefined : "running";
}
