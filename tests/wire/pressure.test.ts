/** Clients that do not read, and clients that say too much: what they do hurts only themselves. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Identity } from "@/server/adapters/identity";
import { WireClient } from "../support/wire-client";
import { WireServer, writing } from "../support/wire-server";

/** What a connection may have waiting for it, and what may come on top: a page, or a few messages. */
const backlogLimit = 1024 * 1024;
const pageBytes = 512 * 1024;
/** Far more than a keystroke takes, also on a busy machine; far less than anybody would wait. */
const noticeableMs = 500;

let server: WireServer;
let ada: Identity;
let ben: Identity;
let documentId: string;
let clients: WireClient[];

beforeEach(async () => {
  server = await WireServer.start();
  ada = await server.guest("Ada");
  ben = await server.guest("Ben");
  documentId = await server.newDocument(ada);
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  await server.close();
});

async function joined(who: Identity): Promise<WireClient> {
  const client = await WireClient.open(server, who, documentId);
  clients.push(client);
  await client.join();
  return client;
}

/** What the server holds for the connections of somebody, in bytes. */
function backlogOf(who: Identity): number {
  const users = server.system.list().filter(({ label }) => label.startsWith("user "));
  const states = users.map(({ ref }) => Object(server.system.inspect(ref)));
  const theirs = states.filter(({ user }) => user?.id === who.person.id);
  return Math.max(0, ...theirs.map(({ backlogBytes }) => backlogBytes));
}

function longestMailbox(): number {
  return Math.max(...server.system.list().map(({ mailboxLength }) => mailboxLength));
}

const range = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

describe("[P34] a client that does not read", () => {
  test("is sent nothing more, delays nobody, and goes on by version", async () => {
    const [slow, writer, reader] = [await joined(ben), await joined(ada), await joined(ada)];
    slow.stopReading();
    let head = 0;
    let most = 0;
    let mailbox = 0;
    const tookMs: number[] = [];
    // Long after what the operating system takes in has been filled.
    for (let beyond = 0; beyond < 20; beyond += most > backlogLimit / 2 ? 1 : 0) {
      const change = writing(`${head} `.padEnd(90_000, "x"), head, 1, head > 0 ? 90_001 : 1);
      const before = performance.now();
      const answer = await writer.ask("apply_change", change);
      if (!answer.ok) {
        expect(answer.error.code).toBe("rate_limited");
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      head = answer.version;
      await vi.waitFor(() => expect(reader.versions.at(-1)).toBe(head), { interval: 2 });
      tookMs.push(performance.now() - before);
      most = Math.max(most, backlogOf(ben));
      mailbox = Math.max(mailbox, longestMailbox());
    }
    expect(most).toBeGreaterThan(backlogLimit / 2);
    expect(most).toBeLessThan(backlogLimit + 2 * 100_000);
    expect(mailbox).toBeLessThan(50);
    expect(backlogOf(ada)).toBeLessThan(backlogLimit);
    expect(median(tookMs)).toBeLessThan(noticeableMs);
    expect(slow.versions.length).toBeLessThan(head);

    slow.readOn();
    await vi.waitFor(() => expect(slow.versions.at(-1)).toBe(head), { timeout: 8000 });
    expect(slow.versions).toEqual(range(head));
    const change = writing("and on ", head);
    await writer.ask("apply_change", change);
    await vi.waitFor(() => expect(slow.versions.at(-1)).toBe(head + 1));
  });

  test("is told where everybody is now, not where they have been", async () => {
    const [slow, writer] = [await joined(ben), await joined(ada)];
    const guests = await Promise.all([joined(ada), joined(ada)]);
    slow.stopReading();
    let head = 0;
    while (backlogOf(ben) < backlogLimit) {
      const text = `${head} `.padEnd(90_000, "x");
      const answer = await writer.ask(
        "apply_change",
        writing(text, head, 1, head > 0 ? 90_001 : 1),
      );
      if (answer.ok) head = answer.version;
    }
    const held = backlogOf(ben);
    const before = slow.presence.length;
    const gone = await guests[0]?.join();
    for (let anchor = 1; anchor <= 100; anchor++) {
      await guests[1]?.ask("presence", { version: head, anchor, head: anchor });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    guests[0]?.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(backlogOf(ben)).toBeLessThanOrEqual(held + 100_000);

    slow.readOn();
    await vi.waitFor(
      () => expect(slow.presence.flatMap(({ left }) => left)).toContain(gone?.sessionId),
      { timeout: 8000 },
    );
    expect(slow.versions).toEqual(range(head));
    const places = slow.presence.slice(before).flatMap(({ users }) => users);
    expect(places.length).toBeLessThan(10);
  });

  test("may not ask for more and more that it does not read", { timeout: 60_000 }, async () => {
    const [greedy, writer] = [await joined(ben), await joined(ada)];
    let head = 0;
    for (let i = 0; i < 12; i++) {
      const text = `${head} `.padEnd(90_000, "x");
      const answer = await writer.ask(
        "apply_change",
        writing(text, head, 1, head > 0 ? 90_001 : 1),
      );
      if (answer.ok) head = answer.version;
    }
    await vi.waitFor(() => expect(greedy.versions.at(-1)).toBe(head));
    greedy.stopReading();
    const codes: string[] = [];
    let most = 0;
    const asked = range(60).map(async () => {
      const answer = await greedy.ask("pull", { since: 0 });
      codes.push(answer.ok ? "ok" : answer.error.code);
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    most = Math.max(most, backlogOf(ben));
    expect(most).toBeGreaterThan(backlogLimit);
    expect(most).toBeLessThan(backlogLimit + 2 * pageBytes + 100_000);
    greedy.readOn();
    await Promise.all(asked);
    expect(codes).toContain("ok");
    expect(codes).toContain("overloaded");
  });
});

describe("a client that says too much", () => {
  test("is refused at its rate, and others write as before", async () => {
    const [flooder, writer, reader] = [await joined(ben), await joined(ada), await joined(ada)];
    const codes = new Map<string, number>();
    const flood = range(1500).map(async () => {
      const answer = await flooder.ask("apply_change", writing("f", 0));
      const code = answer.ok ? "ok" : answer.error.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
    });
    const tookMs: number[] = [];
    let mailbox = 0;
    for (let i = 0; i < 20; i++) {
      const before = performance.now();
      const answer = await writer.ask("apply_change", writing("w", 0));
      expect(answer.ok).toBe(true);
      mailbox = Math.max(mailbox, longestMailbox());
      tookMs.push(performance.now() - before);
    }
    await Promise.all(flood);
    expect(median(tookMs)).toBeLessThan(noticeableMs);
    expect(mailbox).toBeLessThan(300);
    // Its burst, and what its rate let through meanwhile; everything is answered.
    expect([...codes.values()].reduce((sum, count) => sum + count)).toBe(1500);
    expect(codes.get("ok")).toBeLessThan(500);
    expect((codes.get("rate_limited") ?? 0) + (codes.get("overloaded") ?? 0)).toBeGreaterThan(900);
    const head = (codes.get("ok") ?? 0) + 20;
    await vi.waitFor(() => expect(reader.versions).toEqual(range(head)));
  });

  test("that waits for its answers is held to its rate as well", async () => {
    const writer = await joined(ben);
    const began = performance.now();
    let taken = 0;
    for (let round = 0; round < 4; round++) {
      const answers = await Promise.all(
        range(80).map(() => writer.ask("apply_change", writing("f", 0))),
      );
      taken += answers.filter(({ ok }) => ok).length;
    }
    const seconds = (performance.now() - began) / 1000;
    expect(taken).toBeGreaterThanOrEqual(60);
    expect(taken).toBeLessThanOrEqual(60 + 30 * seconds + 1);
    await vi.waitFor(() => expect(writer.versions).toEqual(range(taken)));
  });

  test("that joins again and again has ten answers under way at most", async () => {
    const client = await joined(ben);
    const answers = await Promise.all(range(30).map(() => client.ask("join", { protocol: 1 })));
    const codes = answers.map((answer) => (answer.ok ? "ok" : answer.error.code));
    expect(codes.filter((code) => code === "ok")).toHaveLength(10);
    expect(codes.filter((code) => code === "overloaded")).toHaveLength(20);
    expect((await client.join()).version).toBe(0);
  });

  test("is cut off when it goes on regardless; the others stay, and it may come back", async () => {
    const [flooder, writer] = [await joined(ben), await joined(ada)];
    for (let i = 0; i < 4000; i++) flooder.socket.emit("presence", { documentId, away: true });
    await vi.waitFor(() => expect(flooder.socket.connected).toBe(false), { timeout: 3000 });
    expect(await writer.ask("apply_change", writing("still here", 0))).toEqual({
      ok: true,
      version: 1,
    });
    expect(writer.socket.connected).toBe(true);
    const again = await joined(ben);
    expect(again.socket.connected).toBe(true);
  });
});
