/**
 * Socket.IO's only door: it lets identified connections in, checks every message against its
 * schema, hands it to the connection's UserActor, and sends back what that actor says.
 */
import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Server, type Socket } from "socket.io";
import { Decoder } from "socket.io-parser";
import { type ClientEvent, clientMessages } from "@/collab/protocol/client-messages";
import {
  COMPACT,
  compactAgreed,
  compactNames,
  expandApply,
  expandMove,
  shortenAnswer,
} from "@/collab/protocol/compact";
import { limits } from "@/collab/protocol/limits";
import { type Answer, type RefusalCode, refusal } from "@/collab/protocol/refusals";
import type { ClientAnswers, PublicUser } from "@/collab/protocol/server-messages";
import { checkJsonLimits } from "@/collab/rebase/json-limits";
import { local } from "../actors/message";
import type { ActorRef } from "../actors/ref";
import type { ActorSystem } from "../actors/system";
import type { UserMessage } from "../documents/messages";
import { TokenBucket } from "../documents/token-bucket";
import { type Identities, type Identity, isAllowedOrigin, newId } from "./identity";
import type { Log } from "./log";
import { SocketConnection } from "./socket-connection";
import { AnswerEncoder } from "./socket-frames";

/** Unanswered messages of one socket; an honest client has a handful. */
const unansweredLimit = 200;
/**
 * Messages of one socket, answered or not. Each kind has its own, lower limit, beyond which it is
 * refused; who goes on regardless is cut off, for refusing takes time as well.
 */
const messageRate = { perSecond: 300, burst: 3000 };
/** A handshake that takes longer is cut off. */
const connectTimeoutMs = 10_000;
/** Sockets one person may hold: tabs, with room for those that are on their way out. */
const socketsPerPerson = 50;

/** What has a shorter form is checked as what it stands for. */
const compactEvents = new Map<string, { event: ClientEvent; read: (value: unknown) => unknown }>([
  [compactNames.change, { event: "apply_change", read: expandApply }],
  [compactNames.presence, { event: "presence", read: expandMove }],
]);

export interface SocketGatewayOptions {
  readonly httpServer: HttpServer;
  readonly system: ActorSystem;
  readonly identities: Identities;
  readonly url: URL | undefined;
  readonly log: Log;
  /** Starts the UserActor of a connection. */
  startUser(
    user: PublicUser,
    connection: SocketConnection,
    sessionId: string,
  ): Promise<ActorRef<UserMessage>>;
}

export class SocketGateway {
  readonly #io: Server;
  readonly #options: SocketGatewayOptions;
  readonly #perPerson = new Map<string, number>();

  constructor(options: SocketGatewayOptions) {
    this.#options = options;
    this.#io = new Server(options.httpServer, {
      serveClient: false,
      perMessageDeflate: false,
      // The client checks the size first; the margin is for the frame round the payload.
      maxHttpBufferSize: limits.messageBytes + 4096,
      connectTimeout: connectTimeoutMs,
      pingInterval: 10_000,
      pingTimeout: 10_000,
      // A foreign page gets no CORS header; whether it may connect at all is decided below.
      cors: { origin: false },
      parser: { Encoder: AnswerEncoder, Decoder },
    });
    this.#io.use((socket, next) => this.#admit(socket, next));
    this.#io.on("connection", (socket) => this.#connected(socket));
  }

  get connections(): number {
    return this.#io.engine.clientsCount;
  }

  /** Closes every socket with word that the server restarts. */
  async close(): Promise<void> {
    this.#io.disconnectSockets(true);
    await new Promise<void>((resolve) => this.#io.engine.close() && resolve());
  }

  async #admit(socket: Socket, next: (error?: Error) => void): Promise<void> {
    const { identities, url, log } = this.#options;
    const { headers }: IncomingMessage = socket.request;
    if (!isAllowedOrigin(headers, url)) {
      return next(connectError("forbidden_origin", "This page may not connect to this server."));
    }
    try {
      const identity = await identities.of(headers);
      if (!identity) {
        return next(connectError("unauthenticated", "Reload the page to get a session."));
      }
      if ((this.#perPerson.get(identity.person.id) ?? 0) >= socketsPerPerson) {
        return next(connectError("rate_limited", "Too many open tabs; close some of them."));
      }
      socket.data.identity = identity;
      next();
    } catch (error) {
      log.error({ error }, "a handshake failed");
      next(connectError("unavailable", "The server can't check who you are just now."));
    }
  }

  #connected(socket: Socket): void {
    const { system, startUser } = this.#options;
    const identity: Identity = socket.data.identity;
    const personId = identity.person.id;
    const { id, name, color } = identity.person;
    // Messages wait for the actor in order; a socket whose actor can't start, or ends, is closed.
    const compact = socket.handshake.auth.compact === COMPACT;
    if (compact) socket.emit(compactAgreed, COMPACT);
    const user = startUser({ id, name, color }, new SocketConnection(socket, compact), newId());
    user.then(
      (ref) => system.monitor(ref, () => socket.disconnect(true)),
      () => socket.disconnect(true),
    );
    const withUser = (act: (ref: ActorRef<UserMessage>) => void) => user.then(act, () => {});
    this.#perPerson.set(personId, (this.#perPerson.get(personId) ?? 0) + 1);
    let unanswered = 0;
    const rate = new TokenBucket(messageRate.perSecond, messageRate.burst, performance.now());
    socket.onAny((name: string, ...args: unknown[]) => {
      if (!rate.take(performance.now())) return void socket.disconnect(true);
      const answer = answerOf(socket, name, args);
      const refuse = (code: RefusalCode, message: string) =>
        answer({ ok: false, error: refusal(code, message) });
      const { event, read } = compactEvents.get(name) ?? { event: name, read: undefined };
      if (!isClientEvent(event)) return refuse("invalid_message", `There is no event "${event}".`);
      if (unanswered >= unansweredLimit) return refuse("overloaded", "Wait for earlier answers.");
      const payload = args[0];
      const excess = checkJsonLimits(payload);
      if (excess) return answer({ ok: false, error: excess });
      const parsed = clientMessages[event].safeParse(read ? read(payload) : payload);
      if (!parsed.success) return refuse("invalid_message", explain(parsed.error.issues[0]));
      unanswered += 1;
      const once = (value: ClientAnswers[ClientEvent], told?: boolean) => {
        unanswered -= 1;
        answer(value, told);
      };
      const message = { tag: event, payload: parsed.data, answer: local(once) };
      withUser((ref) => system.cast(ref, message as UserMessage));
    });
    socket.on("disconnect", () => {
      const left = (this.#perPerson.get(personId) ?? 1) - 1;
      if (left > 0) this.#perPerson.set(personId, left);
      else this.#perPerson.delete(personId);
      withUser((ref) => system.exit(ref, "shutdown"));
    });
  }
}

type GiveAnswer = (value: Answer<object>, told?: boolean) => void;

/**
 * How a message is answered: by Socket.IO's acknowledgement, or, for a compact change, by a message
 * of its own, which is spared when the client was sent the change itself.
 */
function answerOf(socket: Socket, name: string, args: readonly unknown[]): GiveAnswer {
  const acknowledge = args.at(-1);
  if (typeof acknowledge === "function") return (value) => acknowledge(value);
  if (name !== compactNames.change) return () => {};
  const changeId: unknown = Array.isArray(args[0]) ? args[0][1] : undefined;
  return (value, told) => {
    if (told || typeof changeId !== "string" || !isChangeAnswer(value)) return;
    socket.emit(compactNames.answer, shortenAnswer(changeId, value));
  };
}

function isChangeAnswer(value: Answer<object>): value is ClientAnswers["apply_change"] {
  return !value.ok || "version" in value;
}

function isClientEvent(event: string): event is ClientEvent {
  return Object.hasOwn(clientMessages, event);
}

function explain(issue: { path: PropertyKey[]; message: string } | undefined): string {
  return `${issue?.path.join(".") || "The message"}: ${issue?.message ?? "is not as it should be"}`;
}

function connectError(code: RefusalCode, message: string): Error {
  return Object.assign(new Error(message), { data: refusal(code, message) });
}
