/** OTP's supervisor: starts its children in order, restarts by strategy, stops in reverse. */
import type {
  Behaviour,
  CallResult,
  HandlerResult,
  Info,
  InitResult,
  Start,
  Supervision,
} from "./behaviour";
import { type ChildSpec, fateAfter, startChildOf, stopChildOf } from "./child-spec";
import { type Child, Children } from "./children";
import type { Context } from "./context";
import { addRestart, restartsWithin } from "./intensity";
import type { Reason } from "./reason";
import { deleteChild, restartChild, startChild, terminateChild } from "./supervisor-calls";
import type { SupervisorMessage } from "./supervisor-messages";

export interface SupervisorSpec {
  readonly strategy: "one_for_one" | "one_for_all" | "rest_for_one";
  /** More restarts than this within a sliding `periodMs` end the supervisor. */
  readonly intensity: number;
  readonly periodMs: number;
  /** Whether the own end of any, or of the last, significant child ends the supervisor. */
  readonly autoShutdown?: "never" | "any_significant" | "all_significant";
  /** Registered, as a spawn option. */
  readonly name?: string;
  readonly children: readonly ChildSpec[];
}

export interface SupervisorState {
  readonly spec: SupervisorSpec;
  readonly children: Children;
  restarts: readonly number[];
  readonly now: () => number;
}

type Failure = Extract<Reason, { tag: "failed_to_start_child" }>;

export function supervisor(spec: SupervisorSpec): Start {
  const options = spec.name === undefined ? {} : { name: spec.name };
  return { behaviour, args: spec, options };
}

const behaviour: Behaviour<SupervisorSpec, SupervisorState, SupervisorMessage> = {
  name: "supervisor",

  async init(spec, ctx): Promise<InitResult<SupervisorState>> {
    ctx.trapExit(true);
    const children = new Children();
    const now = (): number => ctx.clock.now();
    const state: SupervisorState = { spec, children, restarts: [], now };
    const failure = await startAll(
      spec.children.map((child) => children.add(child)),
      state,
      ctx,
    );
    if (failure === undefined) return { state };
    await stopAll(children.inOrder(), state, ctx);
    return { stop: { tag: "shutdown", detail: failure } };
  },

  handleCall(
    message,
    _from,
    state,
    ctx,
  ): CallResult<SupervisorState> | Promise<CallResult<SupervisorState>> {
    switch (message.tag) {
      case "start_child":
        return startChild(message.spec.value, state, ctx);
      case "terminate_child":
        return terminateChild(message.child, state, ctx);
      case "restart_child":
        return restartChild(message.id, state, ctx);
      case "delete_child":
        return deleteChild(message.id, state);
      case "which_children":
        return { reply: state.children.which() };
      case "count_children":
        return { reply: state.children.count() };
      case "try_again_restart":
        return { reply: undefined };
    }
  },

  handleInfo(
    info: Info | SupervisorMessage,
    state,
    ctx,
  ): HandlerResult<SupervisorState> | Promise<HandlerResult<SupervisorState>> {
    if (info.tag === "exit") {
      const child = state.children.withRef(info.from);
      return child && childEnded(child, info.reason, state, ctx);
    }
    if (info.tag !== "try_again_restart") return;
    const child = state.children.get(String(info.key));
    return child?.restarting ? restart(child, child.lastCrash ?? "noproc", state, ctx) : undefined;
  },

  async terminate(_reason, state, ctx): Promise<void> {
    await stopAll(state.children.inOrder(), state, ctx);
  },

  label: ({ spec }) => `supervisor (${spec.strategy})`,
  inspect: ({ children }) => children.which(),
  supervision,
};

/** A child ended by itself, and its restart type says what follows. */
function childEnded(
  child: Child,
  reason: Reason,
  state: SupervisorState,
  ctx: Context<SupervisorMessage>,
): HandlerResult<SupervisorState> | Promise<HandlerResult<SupervisorState>> {
  switch (fateAfter(child.spec.restart, reason)) {
    case "restarted":
      return restart(child, reason, state, ctx);
    case "kept":
      state.children.lost(child);
      break;
    case "forgotten":
      state.children.remove(child);
  }
  return endsSupervisor(child, state) ? { stop: "shutdown" } : undefined;
}

async function restart(
  child: Child,
  reason: Reason,
  state: SupervisorState,
  ctx: Context<SupervisorMessage>,
): Promise<HandlerResult<SupervisorState>> {
  const { intensity, periodMs, strategy } = state.spec;
  const { times, tooMany } = addRestart(state.restarts, state.now(), intensity, periodMs);
  state.restarts = times;
  state.children.lost(child);
  child.lastCrash = reason;
  const { id } = child.spec;
  if (tooMany) {
    ctx.system.emit({ tag: "intensity_reached", supervisor: ctx.self, id });
    return { stop: "shutdown" };
  }
  const affected = {
    one_for_one: () => [child],
    one_for_all: () => state.children.inOrder(),
    rest_for_one: () => state.children.from(child),
  }[strategy]();
  await stopAll(affected, state, ctx);
  const again = affected.filter((other) => other === child || other.spec.restart !== "temporary");
  for (const other of again) other.restarts++;
  const failure = await startAll(again, state, ctx);
  if (failure === undefined) {
    const { ref } = child;
    if (ref) ctx.system.emit({ tag: "restarted", supervisor: ctx.self, id, ref, reason });
    return;
  }
  const failed = state.children.get(failure.id);
  if (failed === undefined) return;
  failed.restarting = true;
  failed.lastCrash = failure.reason;
  ctx.remind({ tag: "try_again_restart", key: failure.id });
}

/** Starts in order, up to the first that fails. */
async function startAll(
  children: readonly Child[],
  state: SupervisorState,
  ctx: Context<SupervisorMessage>,
): Promise<Failure | undefined> {
  for (const child of children) {
    const { spec, restarts, lastCrash } = child;
    const starting = startChildOf(ctx, spec, { id: spec.id, restarts, lastCrash });
    const result = starting instanceof Promise ? await starting : starting;
    if (!result.ok) return { tag: "failed_to_start_child", id: spec.id, reason: result.reason };
    if (result.ref !== undefined) state.children.running(child, result.ref);
    else if (spec.restart === "temporary") state.children.remove(child);
    else state.children.lost(child);
  }
  return undefined;
}

/** Stops in reverse order; temporary children are forgotten. */
async function stopAll(
  children: readonly Child[],
  state: SupervisorState,
  ctx: Context<SupervisorMessage>,
): Promise<void> {
  for (const child of children.toReversed()) {
    const { ref, spec } = child;
    if (spec.restart === "temporary") state.children.remove(child);
    else state.children.lost(child);
    if (ref === undefined) continue;
    const stopping = stopChildOf(ctx, ref, spec.shutdown);
    if (stopping instanceof Promise) await stopping;
  }
}

/** `autoShutdown`: a significant child ended by itself, and not to be restarted. */
function endsSupervisor({ spec }: Child, state: SupervisorState): boolean {
  const { autoShutdown = "never" } = state.spec;
  if (!spec.significant || autoShutdown === "never") return false;
  if (autoShutdown === "any_significant") return true;
  const others = state.children.inOrder().filter((child) => child.spec.significant);
  return others.every(({ ref, restarting }) => ref === undefined && !restarting);
}

function supervision({ spec, children, restarts, now }: SupervisorState): Supervision {
  const absent = children.inOrder().filter(({ ref }) => ref === undefined);
  return {
    strategy: spec.strategy,
    intensity: spec.intensity,
    periodMs: spec.periodMs,
    restartsUsed: restartsWithin(restarts, now(), spec.periodMs).length,
    absent: absent.map((child) => ({
      id: child.spec.id,
      why: child.restarting ? "restarting" : "ended",
    })),
  };
}
