/** Somebody with a browser tab: a real session, a bare editor, and random edits. */
import { DocumentSession } from "@/client/session/document-session";
import type { MemoryPendingStore } from "@/client/session/memory-pending";
import type { PublicUser } from "@/collab/protocol/server-messages";
import { schema } from "@/collab/schema/schema";
import type { SimulatedHost } from "@/server/actors/simulated-host";
import { documentAt } from "@/server/documents/history-reader";
import { HeadlessEditor } from "../support/headless-editor";
import { edit } from "../support/random-edits";
import type { Trace } from "../support/tokens";
import { type NetworkConditions, SimulatedTransport, type Tamper } from "./network";
import type { SimulatedServer } from "./server";

export interface PersonOptions {
  readonly host: SimulatedHost;
  readonly server: SimulatedServer;
  readonly user: PublicUser;
  readonly documentId: string;
  conditions: NetworkConditions;
  readonly drawers: MemoryPendingStore;
  readonly trace: Trace;
  readonly tamper: Tamper | undefined;
}

export class Person {
  readonly options: PersonOptions;
  transport: SimulatedTransport;
  session: DocumentSession;
  editor: HeadlessEditor | undefined;
  #tab: ReturnType<MemoryPendingStore["tab"]>;
  /** What a killed tab had planned never happens. */
  #life = { alive: true };

  constructor(options: PersonOptions) {
    this.options = options;
    this.#tab = options.drawers.tab();
    this.transport = this.#newTransport();
    this.session = this.#newSession();
    this.#begin();
  }

  get saved(): boolean {
    return this.session.snapshot().saved && this.session.snapshot().status === "live";
  }

  /** One random edit, when there is an editor to write in. */
  edit(): string {
    const { host, trace, user } = this.options;
    if (!this.editor) return "waits for the document";
    return edit(this.editor, { name: user.id, random: () => host.random(), trace });
  }

  setConditions(conditions: NetworkConditions): void {
    this.options.conditions = conditions;
    this.transport.conditions = conditions;
  }

  /** The browser is killed: what is in the drawers stays, and the next tab finds it. */
  killTab(): void {
    this.transport.stop();
    this.#tab.abandon();
    this.#life.alive = false;
    this.#life = { alive: true };
    this.editor = undefined;
    this.#tab = this.options.drawers.tab();
    this.transport = this.#newTransport();
    this.session = this.#newSession();
    this.#begin();
  }

  #begin(): void {
    this.session.open();
    this.transport.start();
  }

  #newTransport(): SimulatedTransport {
    const { host, server, user, conditions, tamper } = this.options;
    return new SimulatedTransport(host, server, user, conditions, tamper);
  }

  #newSession(): DocumentSession {
    const { host, server, documentId } = this.options;
    const life = this.#life;
    const clock = {
      now: () => host.clock.now(),
      after: (ms: number, fn: () => void) => host.clock.after(ms, () => life.alive && fn()),
    };
    const session = new DocumentSession({
      documentId,
      schema,
      transport: this.transport,
      pending: this.#tab,
      clock,
      random: () => host.random(),
      newId: () => server.newId(),
      async loadVersion(id, version) {
        const at = await documentAt(server.stores.log, id, version);
        if (!at.ok) throw new Error(at.error.message);
        return at.head.doc.toJSON();
      },
    });
    session.subscribe(() => {
      const { initialDoc } = session.snapshot();
      if (this.editor || initialDoc === undefined || session !== this.session) return;
      const editor = new HeadlessEditor(initialDoc, session.version);
      editor.onTransaction = (tr) => session.transacted(tr);
      this.editor = editor;
      session.attach(editor);
    });
    return session;
  }
}
