/**
 * One connection: who it is, which documents it joined, and what it has been sent.
 *
 * Everything a client says passes here, is authorised by the identity of the session, and goes on
 * to a DocumentActor as a request whose answer comes back as a message; so one slow document never
 * holds up another.
 */
import { refusal } from "@/collab/protocol/refusals";
import { unreachable } from "@/collab/unreachable";
import type { Behaviour } from "../actors/behaviour";
import type { UserMessage } from "./messages";
import { TokenBucket } from "./token-bucket";
import { changeAnswered, forwardChange, forwardMade, forwardReplacement } from "./user-changes";
import { follow, followed } from "./user-following";
import type { UserArgs, UserState } from "./user-state";
import { broadcast, hear, pull, resume } from "./user-stream";
import {
  askToJoin,
  changePerson,
  documentDown,
  joined,
  leave,
  movePresence,
  placeDue,
  rejoin,
  rejoined,
} from "./user-subscriptions";

export const userActor: Behaviour<UserArgs, UserState, UserMessage> = {
  init(args, ctx) {
    ctx.trapExit(true);
    const now = ctx.clock.now();
    const { changes, presence, reads } = args.world.limits;
    const bucket = (limit: { perSecond: number; burst: number }) =>
      new TokenBucket(limit.perSecond, limit.burst, now);
    const buckets = {
      changes: bucket(changes),
      presence: bucket(presence),
      reads: bucket(reads),
    };
    const subscriptions = new Map();
    const [pending, underWay] = [new Map(), new Map()];
    return { state: { ...args, subscriptions, pending, underWay, asked: 0, buckets } };
  },

  handleCast(message, state, ctx) {
    switch (message.tag) {
      case "join":
        return askToJoin(message, state, ctx);
      case "apply_change":
        return forwardChange(message, state, ctx);
      case "replace_document":
        return forwardReplacement(message, state, ctx);
      case "make_change":
        return forwardMade(message, state, ctx);
      case "pull":
        return pull(message, state, ctx);
      case "presence":
        return movePresence(message, state, ctx);
      case "leave":
        return leave(message, state, ctx);
      case "follow":
        return follow(message, state, ctx);
      case "person_changed":
        return changePerson(message.user, state, ctx);
      case "rejoin":
        return rejoin(message.documentId, state, ctx);
      case "resume":
        return resume(message.documentId, state, ctx);
      case "tell_place":
        return placeDue(message.documentId, state, ctx);
      case "broadcast_change":
        return broadcast(message.payload.value, state, ctx);
      case "presence_changed":
        return hear(message.payload.value, state, ctx);
      case "update_announced":
        return state.connection.send("document_updated", message.payload.value);
      default:
        return unreachable(message);
    }
  },

  handleInfo(info, state, ctx) {
    // The connection is gone: it traps exits only to end in good order.
    if (info.tag === "exit") return { stop: info.reason };
    if (info.tag === "down") return documentDown(info.ref, state, ctx);
    if (info.tag === "rejoin") return rejoin(info.documentId, state, ctx);
    if (info.tag === "resume") return resume(info.documentId, state, ctx);
    if (info.tag === "tell_place") return placeDue(info.documentId, state, ctx);
    if (info.tag !== "reply") return;
    const label = Number(info.label);
    const pending = state.pending.get(label);
    if (!pending) return;
    state.pending.delete(label);
    switch (pending.kind) {
      case "change":
        return changeAnswered(info.result, pending, state);
      case "join":
        return joined(info.result, pending, state, ctx);
      case "rejoin":
        return rejoined(info.result, pending.documentId, state, ctx);
      case "follow":
        return followed(info.result, pending, state, ctx);
      default:
        return unreachable(pending);
    }
  },

  terminate(_reason, state) {
    const error = refusal("shutting_down", "The server restarts. Your changes are sent again.");
    for (const pending of state.pending.values()) {
      if (pending.kind === "change") pending.answer({ ok: false, error });
      if (pending.kind === "join") pending.message.answer.value({ ok: false, error });
      if (pending.kind === "follow") pending.message.answer.value({ ok: false, error });
    }
    state.connection.close();
  },

  label: ({ user, sessionId }) => `user ${user.name} (${sessionId})`,

  inspect: ({ user, subscriptions, pending, connection }) => ({
    user,
    documents: [...subscriptions.values()].map(({ documentId, role, version, lagging }) => ({
      documentId,
      role,
      version,
      lagging,
    })),
    waitingFor: pending.size,
    backlogBytes: connection.backlogBytes(),
  }),
};
