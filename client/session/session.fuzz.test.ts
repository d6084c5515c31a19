import { expect, test } from "vitest";
import { seededRandom } from "@/server/actors/random";
import { edit } from "@/tests/support/random-edits";
import { type Trace, tokenPattern } from "@/tests/support/tokens";
import { collabState } from "../collab/collab-plugin";
import { MemoryPendingStore } from "./memory-pending";
import { newTab, type Tab } from "./session-tab";
import { FakeServer, ManualClock } from "./session-world";

interface Person {
  readonly name: string;
  tab: Tab;
  pending: ReturnType<MemoryPendingStore["tab"]>;
}

/** What happened in all seeds, so that nobody is proud of runs in which nothing did. */
const work = {
  versions: 0,
  resent: 0,
  kills: 0,
  remounts: 0,
  breaks: 0,
  typed: 0,
  kept: 0,
  lost: 0,
};

const seeds = Array.from({ length: 150 }, (_, index) => index + 1);

test.each(seeds)(
  "over a bad wire everything arrives once and all see the same, seed %i",
  async (seed) => {
    const random = seededRandom(seed);
    const clock = new ManualClock();
    const server = new FakeServer();
    const drawers = new MemoryPendingStore();
    const trace: Trace = { typed: new Set(), deleted: new Set() };
    const faults = { lose: random() * 0.1, double: random() * 0.2, delayMs: random() * 800 };

    const open = (person: Person) => {
      person.pending = drawers.tab();
      person.tab = newTab(server, clock, person.name, { pending: person.pending, random });
      person.tab.transport.faults = faults;
      const { session, transport } = person.tab;
      let mounted = false;
      session.subscribe(() => {
        if (mounted || person.tab.session !== session) return;
        mounted = session.snapshot().initialDoc !== undefined;
        if (mounted) person.tab.mount();
      });
      transport.connect();
    };
    const people = ["ada", "ben", "cyd"].map((name) => {
      const pending = drawers.tab();
      const tab = newTab(server, clock, name, { pending, random });
      tab.session.close();
      const person: Person = { name, tab, pending };
      open(person);
      return person;
    });
    await clock.advance(15_000);

    for (let round = 0; round < 60; round++) {
      const person = people[Math.floor(random() * people.length)];
      if (!person) continue;
      await disturb(person, random, clock, open);
      const { tab, name } = person;
      if (tab.snapshot().initialDoc !== undefined && random() < 0.8) {
        edit(tab.editor, { name, random, trace });
      }
      await clock.advance(random() * 200);
    }

    Object.assign(faults, { lose: 0, double: 0 });
    for (const { tab } of people) {
      tab.editor.composing = false;
      tab.session.compositionEnded();
      tab.transport.connect();
    }
    const saved = () =>
      people.every(({ tab }) => tab.snapshot().saved && tab.snapshot().status === "live");
    const level = () => people.every(({ tab }) => tab.session.version === server.log.length);
    for (let waited = 0; waited < 120 && !(saved() && level()); waited++)
      await clock.advance(1_000);
    await clock.advance(3_000);
    check(server, people, trace, drawers);
  },
);

async function disturb(
  person: Person,
  random: () => number,
  clock: ManualClock,
  open: (person: Person) => void,
): Promise<void> {
  const { tab } = person;
  const roll = random();
  if (roll < 0.05) {
    tab.transport.disconnect();
    work.breaks += 1;
    clock.after(random() * 4_000, () => person.tab === tab && tab.transport.connect());
  } else if (roll < 0.07) {
    // What was typed within the last moment may not have reached the drawer yet.
    await clock.advance(300);
    tab.transport.disconnect();
    person.pending.abandon();
    work.kills += 1;
    open(person);
  } else if (roll < 0.1 && tab.snapshot().initialDoc !== undefined) {
    tab.session.detach(tab.editor);
    tab.mount();
    work.remounts += 1;
  } else if (roll < 0.14) {
    tab.editor.composing = !tab.editor.composing;
    if (!tab.editor.composing) tab.session.compositionEnded();
  }
}

function check(
  server: FakeServer,
  people: readonly Person[],
  trace: Trace,
  drawers: MemoryPendingStore,
): void {
  server.doc.check();
  const ids = server.log.map(({ changeId }) => changeId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { tab } of people) {
    const { unconfirmed, inflight, version } = collabState(tab.editor.state);
    expect({ unconfirmed, inflight, version }).toEqual({
      unconfirmed: [],
      inflight: null,
      version: server.log.length,
    });
    expect(tab.snapshot()).toMatchObject({ saved: true, status: "live" });
    expect(tab.editor.state.doc.toString()).toBe(server.doc.toString());
    expect(tab.editor.state.doc.eq(server.doc)).toBe(true);
  }
  const kept = people.flatMap(({ tab }) => tab.snapshot().unmerged.map(({ text }) => text));
  const still = [server.text, ...kept].join("\n");
  const lost = [...trace.typed].filter(
    (token) => !trace.deleted.has(token) && !still.includes(token),
  );
  work.lost += lost.length;
  const tokens: readonly string[] = server.text.match(tokenPattern) ?? [];
  const twice = tokens.filter((token, at) => tokens.indexOf(token) !== at);
  expect(twice.filter((token) => !trace.deleted.has(token))).toEqual([]);
  expect(drawers.works.filter(({ steps }) => steps.length > 0)).toEqual([]);
  work.versions += server.log.length;
  work.typed += trace.typed.size;
  work.kept += kept.length;
  work.resent += server.arrived.length - new Set(server.arrived).size;
}

test("the runs were worth running", () => {
  expect(work.versions).toBeGreaterThan(1_000);
  expect(work.resent).toBeGreaterThan(100);
  expect(work.kills).toBeGreaterThan(50);
  expect(work.remounts).toBeGreaterThan(50);
  expect(work.breaks).toBeGreaterThan(100);
});

test("no token that was typed and that nobody deleted is lost", () => {
  expect(work.lost).toBe(0);
  expect(work.typed).toBeGreaterThan(2_000);
});
