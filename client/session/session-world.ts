/** A server, a wire and a clock in memory, all of which do what a test says: for the session's tests. */
import type { Node } from "@tiptap/pm/model";
import type { StepMap } from "@tiptap/pm/transform";
import type { ClientEvent, StepJson } from "@/collab/protocol/client-messages";
import type { Refusal } from "@/collab/protocol/refusals";
import type {
  ClientAnswers,
  JoinAnswer,
  PullAnswer,
  Role,
  WireChange,
} from "@/collab/protocol/server-messages";
import { acceptChange } from "@/collab/rebase/apply-change";
import { emptyDocument } from "@/collab/schema/schema";
import type { Clock, Transport, TransportEvents } from "./ports";

/** Time that passes only when told to. */
export class ManualClock implements Clock {
  #now = 0;
  #serial = 0;
  readonly #timers = new Map<number, { at: number; fn: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, fn: () => void): () => void {
    const serial = this.#serial++;
    this.#timers.set(serial, { at: this.#now + ms, fn });
    return () => this.#timers.delete(serial);
  }

  /** Runs what is due within `ms`, in order, and all promises that follow from it. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await promises();
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end);
      const [next] = due.sort(([s, a], [t, b]) => a.at - b.at || s - t);
      if (!next) break;
      const [serial, { at, fn }] = next;
      this.#timers.delete(serial);
      this.#now = Math.max(this.#now, at);
      fn();
      await promises();
    }
    this.#now = end;
  }
}

function promises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

type AnswerOf<E extends ClientEvent> = ClientAnswers[E];

interface Sent {
  readonly changeId: string;
  readonly baseVersion: number;
  readonly steps: readonly StepJson[];
}

/** The authority: one document, everybody who joined it, no actors. */
export class FakeServer {
  doc: Node = emptyDocument();
  readonly log: WireChange[] = [];
  readonly #maps: (readonly StepMap[])[] = [];
  readonly #answered = new Map<string, { bytes: string; version: number }>();
  readonly joined = new Set<FakeTransport>();
  role: Role = "owner";
  /** Whether the document is in the trash. */
  trashed = false;
  /** Refuses the next changes with these, in order. */
  readonly refusals: Refusal[] = [];
  /** The same for presence. */
  readonly presenceRefusals: Refusal[] = [];
  /** Every `apply_change` that arrived, as bytes. */
  readonly arrived: string[] = [];
  /** Every presence message that arrived. */
  readonly presence: unknown[] = [];

  get text(): string {
    return this.doc.textBetween(0, this.doc.content.size, "\n");
  }

  /** As a client's answer; `payload` came as JSON. */
  handle(from: FakeTransport, event: ClientEvent, payload: Record<string, unknown>): unknown {
    const since = typeof payload.since === "number" ? payload.since : undefined;
    switch (event) {
      case "join":
        return this.#join(from, since);
      case "pull":
        return this.#pull(since ?? 0);
      case "apply_change":
        this.arrived.push(JSON.stringify(payload));
        return this.apply(JSON.parse(JSON.stringify(payload)));
      case "leave":
        this.joined.delete(from);
        return { ok: true };
      case "presence":
        return this.#place(payload);
    }
  }

  apply({ changeId, baseVersion, steps }: Sent): AnswerOf<"apply_change"> {
    const refused = this.refusals.shift();
    if (refused) return { ok: false, error: refused };
    const bytes = JSON.stringify([baseVersion, steps]);
    const before = this.#answered.get(changeId);
    if (before && before.bytes !== bytes) throw new Error(`${changeId} came with other bytes`);
    if (before) return { ok: true, version: before.version };
    const since = this.#maps.slice(baseVersion).flat();
    const result = acceptChange({ steps, since, head: this.doc });
    if (!result.ok) return { ok: false, error: result.error };
    const { accepted } = result;
    if (!accepted.noop) this.#store(changeId, accepted);
    this.#answered.set(changeId, { bytes, version: this.log.length });
    return { ok: true, version: this.log.length };
  }

  #place(payload: unknown): AnswerOf<"presence"> {
    const refused = this.presenceRefusals.shift();
    if (refused) return { ok: false, error: refused };
    this.presence.push(payload);
    return { ok: true };
  }

  #store(
    changeId: string,
    accepted: Extract<ReturnType<typeof acceptChange>, { ok: true }>["accepted"],
  ) {
    const { doc, maps, kept, stepsJson } = accepted;
    this.doc = doc;
    this.#maps.push(maps);
    const version = this.log.length + 1;
    const change = { version, changeId, userId: "u", createdAt: 0, ...(kept && { kept }) };
    this.log.push(JSON.parse(JSON.stringify({ ...change, steps: stepsJson })));
    for (const transport of this.joined) {
      transport.push("broadcast_change", { documentId: "doc", changes: this.log.slice(-1) });
    }
  }

  #join(from: FakeTransport, since: number | undefined): AnswerOf<"join"> {
    const version = this.log.length;
    if (since !== undefined && since > version) {
      const error = {
        code: "invalid_message",
        message: "not there yet",
        retryable: false,
      } as const;
      return { ok: false, error };
    }
    this.joined.add(from);
    const answer: JoinAnswer = {
      version,
      role: this.role,
      user: { id: from.name, name: from.name, color: "#000000" },
      sessionId: from.name,
      title: "Title",
      users: [],
      ...(this.trashed && { deleted: true }),
      ...(since === undefined ? { doc: this.doc.toJSON() } : { changes: this.log.slice(since) }),
    };
    return { ok: true, ...answer };
  }

  #pull(since: number): AnswerOf<"pull"> {
    const changes = this.log.slice(since, since + 20);
    const answer: PullAnswer = {
      version: this.log.length,
      changes,
      more: since + 20 < this.log.length,
    };
    return { ok: true, ...answer };
  }
}

export interface Faults {
  /** Chances, a message: it is lost (its request times out), or comes twice. */
  lose: number;
  double: number;
  /** At most this long under way, in order within one connection and direction. */
  delayMs: number;
}

/** One tab's wire. */
export class FakeTransport implements Transport {
  faults: Faults = { lose: 0, double: 0, delayMs: 0 };
  readonly #listeners = new Map<string, Set<(payload: never) => void>>();
  /** A new object for each connection; what was under way in an old one is gone. */
  #link: { upAt: number; downAt: number } | undefined;

  constructor(
    readonly name: string,
    readonly server: FakeServer,
    readonly clock: ManualClock,
    readonly random: () => number = () => 0.5,
  ) {}

  get connected(): boolean {
    return this.#link !== undefined;
  }

  connect(): void {
    if (this.#link) return;
    this.#link = { upAt: 0, downAt: 0 };
    this.emit("connect", undefined);
  }

  disconnect(): void {
    if (!this.#link) return;
    this.#link = undefined;
    this.server.joined.delete(this);
    this.emit("disconnect", undefined);
  }

  on<E extends keyof TransportEvents>(event: E, listener: (payload: TransportEvents[E]) => void) {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  emit<E extends keyof TransportEvents>(event: E, payload: TransportEvents[E]): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(payload as never);
  }

  /** From the server, over the wire. */
  push<E extends keyof TransportEvents>(event: E, payload: TransportEvents[E]): void {
    const bytes = JSON.stringify(payload);
    this.#carry("downAt", () => this.emit(event, JSON.parse(bytes)));
  }

  request<E extends ClientEvent>(event: E, payload: object, { timeoutMs }: { timeoutMs: number }) {
    return new Promise<ClientAnswers[E]>((resolve, reject) => {
      if (!this.#link) return reject(new Error("not connected"));
      this.clock.after(timeoutMs, () => reject(new Error("timeout")));
      const stop = this.on("disconnect", () => {
        stop();
        reject(new Error("disconnected"));
      });
      const bytes = JSON.stringify(payload);
      this.#carry("upAt", () => {
        const answer = JSON.stringify(this.server.handle(this, event, JSON.parse(bytes)));
        this.#carry("downAt", () => resolve(JSON.parse(answer)));
      });
    });
  }

  #carry(way: "upAt" | "downAt", deliver: () => void): void {
    const link = this.#link;
    if (!link || this.random() < this.faults.lose) return;
    const now = this.clock.now();
    link[way] = Math.max(link[way], now + this.random() * this.faults.delayMs);
    const times = this.random() < this.faults.double ? 2 : 1;
    for (let i = 0; i < times; i++) {
      this.clock.after(link[way] - now, () => {
        if (this.#link === link) deliver();
      });
    }
  }
}
