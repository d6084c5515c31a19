/**
 * What nobody waits for (checkpoints, search texts, old history) is done one piece at a time.
 * Documents that are written in at the same pace come due together: a hundred at once would stand
 * before every keystroke. Who asks for a turn gets one after all who asked before, and asks again
 * when that piece is done, or ends.
 */
import type { Behaviour } from "../actors/behaviour";
import type { Context } from "../actors/context";
import type { Message } from "../actors/message";
import { type ActorRef, named } from "../actors/ref";

/** Told to whoever's turn it is. */
export interface GoOn extends Message {
  readonly tag: "go_on";
}

interface AskForTurn extends Message {
  readonly tag: "ask_for_turn";
  readonly who: ActorRef<GoOn>;
}

interface Next extends Message {
  readonly tag: "next";
}

interface QueueState {
  readonly waiting: ActorRef<GoOn>[];
  working: { readonly serial: number; readonly monitor: number } | undefined;
  /** The next turn begins in a moment. */
  planned: boolean;
}

type QueueMessage = AskForTurn | Next;
type QueueContext = Context<QueueMessage>;

export const backgroundQueueName = named<AskForTurn>("background queue");

export function askForTurn(ctx: Context<GoOn>): void {
  ctx.cast(backgroundQueueName, { tag: "ask_for_turn", who: ctx.self });
}

export const backgroundQueue: Behaviour<undefined, QueueState, QueueMessage> = {
  init: () => ({ state: { waiting: [], working: undefined, planned: false } }),

  handleCast(message, state, ctx) {
    if (message.tag !== "ask_for_turn") return;
    const { working } = state;
    if (working?.serial === message.who.serial) {
      ctx.demonitor(working.monitor);
      state.working = undefined;
    }
    state.waiting.push(message.who);
    plan(state, ctx);
  },

  handleInfo(info, state, ctx) {
    if (info.tag === "down" && info.monitor === state.working?.monitor) {
      state.working = undefined;
      plan(state, ctx);
    }
    if (info.tag === "next") next(state, ctx);
  },

  label: () => "background queue",
  inspect: ({ waiting, working }) => ({ waiting: waiting.length, working: working !== undefined }),
};

/** Between two pieces everybody else runs, and sockets are read. */
function plan(state: QueueState, ctx: QueueContext): void {
  if (state.planned || state.working || state.waiting.length === 0) return;
  state.planned = true;
  ctx.sendAfter(0, { tag: "next" });
}

/** One that died meanwhile is down at once, and the turn goes on. */
function next(state: QueueState, ctx: QueueContext): void {
  state.planned = false;
  const who = state.waiting.shift();
  if (!who) return;
  state.working = { serial: who.serial, monitor: ctx.monitor(who) };
  ctx.cast(who, { tag: "go_on" });
}
