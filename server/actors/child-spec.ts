/** Child specs, as OTP's manual has them, and what a supervisor does by them. */
import type { MaybePromise, Start, StartResult } from "./behaviour";
import type { Context, History } from "./context";
import type { Cancel } from "./host";
import { crashed, isOrderly, type Reason } from "./reason";
import type { ActorRef } from "./ref";

/** permanent: always restarted; transient: after errors only; temporary: never. */
export type Restart = "permanent" | "transient" | "temporary";

/** Milliseconds to end in after `shutdown`, before the kill. */
export type Shutdown = number | "infinity" | "brutal_kill";

export interface ChildSpec {
  /** Unique within a supervisor; a dynamic one shows it only. */
  readonly id: string;
  /** Asked at every start and restart, so a restarted child gets its arguments again. */
  readonly start: (ctx: Context) => Start;
  readonly restart: Restart;
  readonly shutdown: Shutdown;
  readonly type: "worker" | "supervisor";
  /** Its own end may end its supervisor: see `autoShutdown`. */
  readonly significant?: boolean;
}

/** What becomes of a child that ended by itself: `kept` stays as a spec without an actor. */
export type Fate = "restarted" | "kept" | "forgotten";

export function fateAfter(restart: Restart, reason: Reason): Fate {
  if (restart === "permanent") return "restarted";
  if (restart === "temporary") return "forgotten";
  return isOrderly(reason) ? "kept" : "restarted";
}

/** Starts a child, linked to the supervisor `ctx`; whatever goes wrong is in the result. */
export function startChildOf(
  ctx: Context,
  spec: ChildSpec,
  history: History,
): MaybePromise<StartResult> {
  try {
    const start = spec.start(ctx);
    if (spec.type === "worker") return ctx.start(start, history);
    // A supervisor takes as long as its children may.
    const patient = { startTimeoutMs: Number.POSITIVE_INFINITY, ...start.options };
    return ctx.start({ ...start, options: patient }, history);
  } catch (error) {
    return { ok: false, reason: crashed(error) };
  }
}

/**
 * Ends a child: asks, waits as long as the spec allows, then kills. The supervisor gets no exit
 * message, and is done at once when the child is.
 */
export function stopChildOf(ctx: Context, ref: ActorRef, shutdown: Shutdown): MaybePromise<Reason> {
  let ended: Reason | undefined;
  let resolve: ((reason: Reason) => void) | undefined;
  let cancelKill: Cancel | undefined;
  ctx.onDown(ref, (reason) => {
    ended = reason;
    ctx.unlink(ref);
    cancelKill?.();
    resolve?.(reason);
  });
  ctx.exit(ref, shutdown === "brutal_kill" ? "kill" : "shutdown");
  if (ended !== undefined) return ended;
  return new Promise((done) => {
    resolve = done;
    if (typeof shutdown !== "number") return;
    cancelKill = ctx.clock.after(shutdown, () => ctx.exit(ref, "kill"));
  });
}
