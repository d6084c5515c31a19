import { redo, undo } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import type { StepMap } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import type { WireChange } from "@/collab/protocol/server-messages";
import { acceptChange } from "@/collab/rebase/apply-change";
import { emptyDocument } from "@/collab/schema/schema";
import { seededRandom } from "@/server/actors/random";
import { HeadlessEditor } from "@/tests/support/headless-editor";
import { edit } from "@/tests/support/random-edits";
import { type Trace, tokenPattern } from "@/tests/support/tokens";
import { collabState, type Inflight } from "./collab-plugin";
import { freeze } from "./freeze";
import { receive, receiveNoop } from "./receive";

/** The one order of changes, without a network. */
class Authority {
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

interface Work {
  verified: number;
  repaired: number;
  rebased: number;
  noops: number;
}

class Client {
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

function settle(clients: readonly Client[], authority: Authority): void {
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

function people(count: number, authority: Authority, work: Work): Client[] {
  const names = ["ada", "ben", "cyd", "dan", "eva"].slice(0, count);
  return names.map((name) => new Client(name, authority, work));
}

describe("whatever people do to one document at the same time", () => {
  const work: Work = { verified: 0, repaired: 0, rebased: 0, noops: 0 };
  const seeds = Array.from({ length: 300 }, (_, index) => index + 1);

  test("all of them end with the server's document, and it is valid", { timeout: 120_000 }, () => {
    for (const seed of seeds) run(seed, work);
  });

  test("the runs were worth running", () => {
    expect(work.verified).toBeGreaterThan(1000);
    // Rare, since both sides rebase alike; without the repair each of these ends in a fork.
    expect(work.repaired).toBeGreaterThan(10);
    expect(work.rebased).toBeGreaterThan(1000);
  });
});

function run(seed: number, work: Work): void {
  const random = seededRandom(seed);
  const authority = new Authority();
  const clients = people(3 + Math.floor(random() * 3), authority, work);
  const trace: Trace = { typed: new Set(), deleted: new Set() };
  for (let round = 0; round < 80; round++) {
    const client = clients[Math.floor(random() * clients.length)];
    if (!client) continue;
    const roll = random();
    if (roll < 0.5) edit(client.editor, { name: client.name, random, trace });
    else if (roll < 0.75) client.send();
    else client.receive(1 + Math.floor(random() * 4));
  }
  settle(clients, authority);
  authority.doc.check();
  for (const client of clients) {
    const { doc } = client.editor.state;
    if (!doc.eq(authority.doc)) {
      throw new Error(`seed ${seed}: ${client.name} sees ${doc}, the server ${authority.doc}`);
    }
  }
}

/** A client that only ever types: whose text it is can be told by looking. */
function type(client: Client, random: () => number, count: number): void {
  const { doc } = client.editor.state;
  const ends: number[] = [];
  doc.descendants((node, pos) => {
    if (node.isText)
      for (const { index } of node.text?.matchAll(/⟦/g) ?? []) ends.push(pos + index);
    if (node.isTextblock) ends.push(pos + 1, pos + 1 + node.content.size);
  });
  const at = ends[Math.floor(random() * ends.length)] ?? 1;
  for (const [index, letter] of [...`⟦${client.name}:${count}⟧`].entries()) {
    client.editor.dispatch(client.editor.state.tr.insertText(letter, at + index));
  }
}

function typeTogether(seed: number) {
  const random = seededRandom(seed);
  const authority = new Authority();
  const work: Work = { verified: 0, repaired: 0, rebased: 0, noops: 0 };
  const clients = people(3, authority, work);
  for (let round = 0; round < 60; round++) {
    const client = clients[Math.floor(random() * clients.length)];
    if (!client) continue;
    const roll = random();
    if (roll < 0.4) type(client, random, round);
    else if (roll < 0.7) client.send();
    else client.receive(1 + Math.floor(random() * 4));
  }
  return { random, authority, clients };
}

describe("undo, while others write in the same paragraph", () => {
  const seeds = Array.from({ length: 150 }, (_, index) => index + 1);

  test.each([
    ["once everything is stored", true],
    ["in the middle of it", false],
  ])("takes back all of mine and nothing of anybody else's, %s", (_, settled) => {
    let undone = 0;
    for (const seed of seeds) {
      const { clients, authority } = typeTogether(seed);
      const [ada] = clients;
      if (!ada) throw new Error("nobody is here");
      if (settled) settle(clients, authority);
      while (undo(ada.editor.state, (tr) => ada.editor.dispatch(tr))) undone += 1;
      settle(clients, authority);
      const tokens: readonly string[] = ada.text.match(tokenPattern) ?? [];
      const left = tokens.filter((token) => token.startsWith("⟦ada"));
      expect(left, `seed ${seed}`).toEqual([]);
      // Letters of hers, too, that are no token any more.
      expect(ada.text.replaceAll(tokenPattern, "").trim(), `seed ${seed}`).toBe("");
    }
    expect(undone).toBeGreaterThan(500);
  });

  test("and redo brings it back, each token once", () => {
    for (const seed of seeds) {
      const { clients, authority } = typeTogether(seed);
      const [ada, ben] = clients;
      if (!ada || !ben) throw new Error("nobody is here");
      settle(clients, authority);
      const before = [...(ada.text.match(tokenPattern) ?? [])].sort();
      while (undo(ada.editor.state, (tr) => ada.editor.dispatch(tr)));
      type(ben, seededRandom(seed), 1000);
      settle(clients, authority);
      while (redo(ada.editor.state, (tr) => ada.editor.dispatch(tr)));
      settle(clients, authority);
      // Written while hers was away, his may stand anywhere in what comes back, even within a word.
      const text = ben.text.replace("⟦ben:1000⟧", "");
      const after = [...(text.match(tokenPattern) ?? [])].sort();
      expect(after, `seed ${seed}`).toEqual(before);
    }
  });
});
