/** A network in memory: latency, order within a connection, and connections that break. */
import type { Transport, TransportEvents } from "@/client/session/ports";
import { type ClientEvent, clientMessages } from "@/collab/protocol/client-messages";
import { refusal } from "@/collab/protocol/refusals";
import type { ClientAnswers, PublicUser } from "@/collab/protocol/server-messages";
import { local } from "@/server/actors/message";
import type { ActorRef } from "@/server/actors/ref";
import type { SimulatedHost } from "@/server/actors/simulated-host";
import type { ActorSystem } from "@/server/actors/system";
import type { UserMessage } from "@/server/documents/messages";
import type { SimulatedServer } from "./server";

export interface NetworkConditions {
  /** One way, in milliseconds: least and most. */
  latencyMs: readonly [number, number];
  /** Chance, a message, that the connection breaks with it. */
  breaks: number;
  /** How long a broken connection stays away, at most. */
  awayMs: number;
  /** Chance, a message, that it is lost, and the connection stays. */
  loses: number;
  /** Chance, a message, that it arrives twice. */
  doubles: number;
  /** How long the server goes on hearing a connection that is gone, at most: over another path. */
  lingersMs: number;
}

/** What a client with a bug sends instead of `payload`. */
export type Tamper = (event: ClientEvent, payload: object) => object;

interface Link {
  /** The server's, as it was then: one that started anew knows nothing of this connection. */
  readonly system: ActorSystem;
  user: ActorRef<UserMessage>;
  /** Whether the client still hears it. */
  alive: boolean;
  /** Whether the server still does. */
  heard: boolean;
  upAt: number;
  downAt: number;
}

export class SimulatedTransport implements Transport {
  readonly #listeners = new Map<string, Set<(payload: never) => void>>();
  #link: Link | undefined;
  #stopped = false;
  #connections = 0;

  constructor(
    readonly host: SimulatedHost,
    readonly server: SimulatedServer,
    readonly user: PublicUser,
    public conditions: NetworkConditions,
    readonly tamper: Tamper = (_event, payload) => payload,
  ) {}

  get connected(): boolean {
    return this.#link !== undefined;
  }

  get connections(): number {
    return this.#connections;
  }

  start(): void {
    void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.break();
  }

  on<E extends keyof TransportEvents>(event: E, listener: (payload: TransportEvents[E]) => void) {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  request<E extends ClientEvent>(event: E, payload: object, { timeoutMs }: { timeoutMs: number }) {
    return new Promise<ClientAnswers[E]>((resolve, reject) => {
      const link = this.#link;
      if (!link) return reject(new Error("not connected"));
      this.host.clock.after(timeoutMs, () => reject(new Error("timeout")));
      const stop = this.on("disconnect", () => {
        stop();
        reject(new Error("disconnected"));
      });
      const text = JSON.stringify(this.tamper(event, payload));
      const answer = (value: unknown) => {
        const bytes = JSON.stringify(value);
        this.#down(link, () => resolve(JSON.parse(bytes)));
      };
      this.#up(link, () => this.#deliver(link, event, JSON.parse(text), answer));
    });
  }

  /** The connection is gone, with everything that was under way in it. */
  break(): void {
    const link = this.#link;
    if (!link) return;
    link.alive = false;
    this.#link = undefined;
    this.host.clock.after(this.host.random() * this.conditions.lingersMs, () => {
      link.heard = false;
      link.system.exit(link.user, "shutdown");
    });
    this.#emit("disconnect", undefined);
    if (this.#stopped) return;
    this.host.clock.after(this.host.random() * this.conditions.awayMs, () => void this.#connect());
  }

  async #connect(): Promise<void> {
    if (this.#stopped || this.#link) return;
    const retry = () => this.host.clock.after(100, () => void this.#connect());
    if (!this.server.running) return void retry();
    const { system } = this.server;
    const user = { node: "", serial: 0 };
    const link: Link = { system, user, alive: true, heard: true, upAt: 0, downAt: 0 };
    const connection = {
      send: (event: string, payload: unknown) => {
        const text = JSON.stringify(payload);
        this.#down(link, () => this.#emit(event, JSON.parse(text)));
      },
      backlogBytes: () => 0,
      close: () => {
        if (link === this.#link) this.break();
      },
    };
    try {
      link.user = await this.server.tree.startUser(this.user, connection, this.server.newId());
    } catch {
      return void retry();
    }
    if (system !== this.server.system || this.#link || this.#stopped) return void retry();
    this.#link = link;
    this.#connections += 1;
    system.monitor(link.user, () => {
      if (link === this.#link) this.break();
    });
    this.#emit("connect", undefined);
  }

  #deliver(link: Link, event: ClientEvent, payload: unknown, answer: (value: unknown) => void) {
    const parsed = clientMessages[event].safeParse(payload);
    if (!parsed.success) {
      const message = parsed.error.message;
      return answer({ ok: false, error: refusal("invalid_message", message) });
    }
    const message = { tag: event, payload: parsed.data, answer: local(answer) };
    link.system.cast(link.user, message as UserMessage);
  }

  #up(link: Link, fn: () => void): void {
    link.upAt = this.#schedule(link, link.upAt, fn, ({ heard }) => heard);
  }

  #down(link: Link, fn: () => void): void {
    link.downAt = this.#schedule(link, link.downAt, fn, ({ alive }) => alive);
  }

  /** In order within a direction; a connection that breaks takes the message with it. */
  #schedule(link: Link, after: number, fn: () => void, isOpen: (link: Link) => boolean): number {
    const { clock } = this.host;
    const [least, most] = this.conditions.latencyMs;
    const at = Math.max(after, clock.now() + least + this.host.random() * (most - least));
    const breaks = this.host.random() < this.conditions.breaks;
    const lost = this.host.random() < this.conditions.loses;
    const twice = this.host.random() < this.conditions.doubles;
    clock.after(at - clock.now(), () => {
      if (!isOpen(link)) return;
      if (breaks && link === this.#link) return this.break();
      if (!lost) fn();
      if (!lost && twice) fn();
    });
    return at;
  }

  #emit(event: string, payload: unknown): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(payload as never);
  }
}
