/** DynamicSupervisor: children alike, started on demand, one_for_one; they stop in parallel. */
import type {
  Behaviour,
  CallResult,
  HandlerResult,
  MaybePromise,
  Start,
  StartResult,
  Supervision,
} from "./behaviour";
import { type ChildSpec, fateAfter, startChildOf, stopChildOf } from "./child-spec";
import { Child } from "./children";
import type { Context } from "./context";
import { addRestart, restartsWithin } from "./intensity";
import type { Reason } from "./reason";
import type { ActorRef } from "./ref";
import type { ChildInfo, StartChildResult, SupervisorMessage } from "./supervisor-messages";

export interface DynamicSupervisorSpec {
  readonly intensity: number;
  readonly periodMs: number;
  /** More are refused with `max_children`. */
  readonly maxChildren?: number;
  /** Registered, as a spawn option. */
  readonly name?: string;
}

interface State {
  readonly spec: DynamicSupervisorSpec;
  readonly children: Map<number, Child>;
  /** Children whose restart failed, by the serial of their last incarnation. */
  readonly retries: Map<number, Child>;
  restarts: readonly number[];
  readonly now: () => number;
}

type Outcome = MaybePromise<HandlerResult<State>>;

export function dynamicSupervisor(spec: DynamicSupervisorSpec): Start {
  const options = spec.name === undefined ? {} : { name: spec.name };
  return { behaviour, args: spec, options };
}

const behaviour: Behaviour<DynamicSupervisorSpec, State, SupervisorMessage> = {
  name: "dynamic supervisor",

  init(spec, ctx) {
    ctx.trapExit(true);
    const now = (): number => ctx.clock.now();
    return { state: { spec, children: new Map(), retries: new Map(), restarts: [], now } };
  },

  handleCall(message, _from, state, ctx): MaybePromise<CallResult<State>> {
    switch (message.tag) {
      case "start_child":
        return startDynamic(message.spec.value, state, ctx);
      case "terminate_child":
        return terminateDynamic(message.child, state, ctx);
      case "which_children":
        return { reply: which(state) };
      case "count_children":
        return { reply: count(state) };
      default:
        return { reply: { ok: false, error: "not_found" } };
    }
  },

  handleInfo(info, state, ctx): Outcome {
    if (info.tag === "exit") {
      const child = state.children.get(info.from.serial);
      return child && childEnded(child, info.from, info.reason, state, ctx);
    }
    if (info.tag !== "try_again_restart") return;
    const child = state.retries.get(Number(info.key));
    return child && restart(child, Number(info.key), child.lastCrash ?? "noproc", state, ctx);
  },

  async terminate(_reason, { children, retries }, ctx) {
    const stopping: Promise<Reason>[] = [];
    retries.clear();
    for (const { ref, spec } of [...children.values()]) {
      const ended = ref && stopChildOf(ctx, ref, spec.shutdown);
      if (ended instanceof Promise) stopping.push(ended);
    }
    children.clear();
    await Promise.all(stopping);
  },

  label: () => "dynamic supervisor",
  inspect: (state) => count(state),
  supervision,
};

function startDynamic(
  spec: ChildSpec,
  state: State,
  ctx: Context,
): MaybePromise<CallResult<State>> {
  const { maxChildren = Number.POSITIVE_INFINITY } = state.spec;
  if (state.children.size + state.retries.size >= maxChildren) {
    return { reply: { ok: false, error: { tag: "max_children" } } };
  }
  const starting = startChildOf(ctx, spec, { id: spec.id, restarts: 0, lastCrash: undefined });
  const finish = (result: StartResult): CallResult<State> => ({
    reply: started(new Child(spec), result, state),
  });
  return starting instanceof Promise ? starting.then(finish) : finish(starting);
}

function started(child: Child, result: StartResult, state: State): StartChildResult {
  if (!result.ok) return { ok: false, error: { tag: "failed", reason: result.reason } };
  if (result.ref === undefined) return { ok: true, ref: undefined };
  child.ref = result.ref;
  state.children.set(result.ref.serial, child);
  return { ok: true, ref: result.ref };
}

async function terminateDynamic(
  ref: string | ActorRef,
  { children }: State,
  ctx: Context,
): Promise<CallResult<State>> {
  const child = typeof ref === "string" ? undefined : children.get(ref.serial);
  if (child?.ref === undefined) return { reply: { ok: false, error: "not_found" } };
  children.delete(child.ref.serial);
  await stopChildOf(ctx, child.ref, child.spec.shutdown);
  return { reply: { ok: true } };
}

function childEnded(
  child: Child,
  ref: ActorRef,
  reason: Reason,
  state: State,
  ctx: Context<SupervisorMessage>,
): Outcome {
  state.children.delete(ref.serial);
  if (fateAfter(child.spec.restart, reason) !== "restarted") return;
  return restart(child, ref.serial, reason, state, ctx);
}

function restart(
  child: Child,
  serial: number,
  reason: Reason,
  state: State,
  ctx: Context<SupervisorMessage>,
): Outcome {
  const { spec } = state;
  const { times, tooMany } = addRestart(state.restarts, state.now(), spec.intensity, spec.periodMs);
  state.restarts = times;
  state.retries.delete(serial);
  const { id } = child.spec;
  if (tooMany) {
    ctx.system.emit({ tag: "intensity_reached", supervisor: ctx.self, id });
    return { stop: "shutdown" };
  }
  child.restarts++;
  child.lastCrash = reason;
  const { restarts, lastCrash } = child;
  const starting = startChildOf(ctx, child.spec, { id, restarts, lastCrash });
  const finish = (result: StartResult): HandlerResult<State> => {
    started(child, result, state);
    if (result.ok) {
      const { ref } = result;
      if (ref) ctx.system.emit({ tag: "restarted", supervisor: ctx.self, id, ref, reason });
      return;
    }
    child.ref = undefined;
    child.lastCrash = result.reason;
    state.retries.set(serial, child);
    ctx.remind({ tag: "try_again_restart", key: serial });
  };
  return starting instanceof Promise ? starting.then(finish) : finish(starting);
}

function which({ children, retries }: State): ChildInfo[] {
  const running = [...children.values()].map(({ spec, ref }) => ({ spec, ref }));
  const waiting = [...retries.values()].map(({ spec }) => ({ spec, ref: "restarting" as const }));
  return [...running, ...waiting].map(({ spec, ref }) => ({ id: spec.id, ref, type: spec.type }));
}

function count({ children, retries }: State) {
  const all = [...children.values(), ...retries.values()];
  const supervisors = all.filter(({ spec }) => spec.type === "supervisor").length;
  const workers = all.length - supervisors;
  return { specs: all.length, active: children.size, supervisors, workers };
}

function supervision({ spec, retries, restarts, now }: State): Supervision {
  return {
    strategy: "dynamic",
    intensity: spec.intensity,
    periodMs: spec.periodMs,
    restartsUsed: restartsWithin(restarts, now(), spec.periodMs).length,
    absent: [...retries.values()].map((child) => ({ id: child.spec.id, why: "restarting" })),
  };
}
