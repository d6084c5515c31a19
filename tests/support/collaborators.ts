/** Several editors and the one order of their changes, without a network. */
import type { Node } from "@tiptap/pm/model";
import type { StepMap } from "@tiptap/pm/transform";
import { collabState, type Inflight } from "@/client/collab/collab-plugin";
import { freeze } from "@/client/collab/freeze";
import { receive, receiveNoop } from "@/client/collab/receive";
import type { WireChange } from "@/collab/protocol/server-messages";
import { acceptChange } from "@/collab/rebase/apply-change";
import { emptyDocument } from "@/collab/schema/schema";
import { HeadlessEditor } from "./headless-editor";

/** The one order of changes, without a network. */
export class Authority {
  doc: Node = emptyDocument();
  readonly log: WireChange[] = [];
  readonly #maps: (readonly StepMap[])[] = [];

  /** The version of a change, or undefined when it did nothing. */
  accept({ changeId, baseVersion, steps }: Inflight): number | undefined {
    const since = this.#maps.slice(baseVersion).flat();
    const sent = JSON.parse(JSON.stringify(steps));
    const result = acceptChange({ steps: sent, since, head: this.doc });
    if (!result.ok) throw new Error(`${changeId} refused: ${result.error.message}`);
    const { accepted } = result;
    if (accepted.noop) return undefined;
    this.doc = accepted.doc;
    this.#maps.push(accepted.maps);
    const { kept, stepsJson } = accepted;
    const change = { changeId, userId: "", steps: stepsJson, createdAt: 0, ...(kept && { kept }) };
    this.log.push(JSON.parse(JSON.stringify({ ...change, version: this.log.length + 1 })));
    return this.log.length;
  }
}

export interface Work {
  verified: number;
  repaired: number;
  rebased: number;
  noops: number;
}

export class Client {
  readonly editor: HeadlessEditor;
  #sent = 0;
  #asked: string | undefined;

  constructor(
    readonly name: string,
    readonly authority: Authority,
    readonly work: Work,
  ) {
    this.editor = new HeadlessEditor(authority.doc.toJSON(), authority.log.length);
  }

  get state() {
    return collabState(this.editor.state);
  }

  get text(): string {
    const { doc } = this.editor.state;
    return doc.textBetween(0, doc.content.size, "\n");
  }

  send(): void {
    const { inflight } = this.state;
    if (inflight) this.#ask(inflight);
    const frozen = freeze(this.editor.state, `${this.name}-${this.#sent}`);
    if (!frozen) return;
    this.#sent += 1;
    this.editor.dispatch(frozen.transaction);
  }

  /** Takes in up to `most` of what came after my version. */
  receive(most: number): void {
    for (let left = most; left > 0; ) {
      const changes = this.authority.log.slice(this.state.version, this.state.version + left);
      const mine = changes.findIndex(({ changeId }) => changeId === this.state.inflight?.changeId);
      const next = changes.slice(0, mine === 0 ? 1 : mine > 0 ? mine : undefined);
      if (next.length === 0) return;
      left -= next.length;
      if (this.state.unconfirmed.length > 0 && mine !== 0) this.work.rebased += 1;
      const { own } = receive(this.editor, next);
      if (own) this.work[own] += 1;
    }
  }

  #ask(inflight: Inflight): void {
    if (this.#asked === inflight.changeId) return;
    this.#asked = inflight.changeId;
    if (this.authority.accept(inflight) !== undefined) return;
    this.work.noops += 1;
    this.receive(Number.POSITIVE_INFINITY);
    receiveNoop(this.editor);
  }
}

export function settle(clients: readonly Client[], authority: Authority): void {
  const busy = ({ state }: Client) =>
    state.unconfirmed.length > 0 || state.inflight || state.version < authority.log.length;
  for (let round = 0; clients.some(busy); round++) {
    if (round > 500) throw new Error("does not come to rest");
    for (const client of clients) {
      client.send();
      client.receive(Number.POSITIVE_INFINITY);
    }
  }
}

export function people(count: number, authority: Authority, work: Work): Client[] {
  const names = ["ada", "ben", "cyd", "dan", "eva"].slice(0, count);
  return names.map((name) => new Client(name, authority, work));
}
