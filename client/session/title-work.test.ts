import { expect, test } from "vitest";
import { ManualClock } from "./session-world";
import { type KeptTitle, TitleWork } from "./title-work";

/** A server that has a title, or does not answer, and a device. */
function world(kept?: KeptTitle) {
  const clock = new ManualClock();
  const server = { title: "Old", answers: true, refuses: false, asked: [] as string[] };
  const device = new Map(kept ? [["ada", kept]] : []);
  const here = {
    joined: true,
    userId: "ada",
    stored: "Old",
    dropped: [] as string[],
    leave: () => {},
  };
  const work = new TitleWork(
    {
      async rename(title) {
        server.asked.push(title);
        if (!server.answers) return "unanswered";
        if (server.refuses) return { refused: "No." };
        server.title = title;
        return "stored";
      },
      kept: (userId) => device.get(userId),
      keep: (userId, title) => {
        if (title) device.set(userId, title);
        else device.delete(userId);
      },
    },
    clock,
    {
      joined: () => here.joined,
      userId: () => here.userId,
      stored: () => here.stored,
      changed: (stored) => {
        here.stored = stored ?? here.stored;
      },
      dropped: (title, why) => here.dropped.push(`${title}: ${why}`),
      leaving: (act) => {
        here.leave = act;
        return () => {};
      },
    },
  );
  const type = (text: string) => {
    for (let end = 1; end <= text.length; end++) {
      work.write({ title: text.slice(0, end), base: "Old", atOnce: false });
    }
  };
  return { clock, server, device, here, work, type };
}

test("a title is stored in a pause, and pending until then, also on the device", async () => {
  const { clock, server, device, work, type } = world();
  work.joined();
  type("Plan");
  expect(work.pending).toBe("Plan");
  expect(device.get("ada")).toEqual({ title: "Plan", base: "Old" });
  await clock.advance(600);
  expect(server.asked).toEqual(["Plan"]);
  expect(work.pending).toBeUndefined();
  expect(device.size).toBe(0);
});

test("without an answer it is asked again until it is stored, with what was written since", async () => {
  const { clock, server, work, type } = world();
  server.answers = false;
  type("Plan");
  await clock.advance(5_000);
  expect(work.pending).toBe("Plan");
  expect(work.waiting[0]?.oldestPendingMs).toBeGreaterThan(4_000);
  type("Plan B");
  server.answers = true;
  await clock.advance(3_000);
  expect(server.title).toBe("Plan B");
  expect(work.pending).toBeUndefined();
});

test("an answer that was lost is no title of somebody else", async () => {
  const { clock, server, here, work, type } = world();
  server.answers = false;
  type("Plan");
  await clock.advance(1_000);
  // It was stored after all, as others tell.
  here.stored = "Plan";
  type("Plan B");
  server.answers = true;
  await clock.advance(5_000);
  expect(server.title).toBe("Plan B");
  expect(here.dropped).toEqual([]);
  expect(work.pending).toBeUndefined();
});

test("away, nothing is asked; back, it is stored, unless somebody else has named it", async () => {
  for (const [stored, dropped] of [
    ["Old", []],
    ["Theirs", ["Plan: Somebody else has called it “Theirs” meanwhile."]],
    ["Plan", []],
  ] as const) {
    const { clock, server, here, work, type } = world();
    here.joined = false;
    type("Plan");
    await clock.advance(60_000);
    expect(server.asked).toEqual([]);
    Object.assign(here, { joined: true, stored });
    work.joined();
    await clock.advance(1_000);
    expect(here.dropped).toEqual(dropped);
    expect(server.asked).toEqual(stored === "Old" ? ["Plan"] : []);
    expect(work.pending).toBeUndefined();
  }
});

test("what a tab before kept on the device is stored by the next", async () => {
  const { clock, server, work } = world({ title: "Plan", base: "Old" });
  work.joined();
  expect(work.pending).toBe("Plan");
  await clock.advance(0);
  expect(server.title).toBe("Plan");
});

test("what somebody else left on a shared computer waits for them", async () => {
  const { clock, server, device, here, work } = world({ title: "Hers", base: "Old" });
  here.userId = "ben";
  work.joined();
  await clock.advance(5_000);
  expect(work.pending).toBeUndefined();
  work.write({ title: "His", base: "Old", atOnce: true });
  await clock.advance(0);
  expect(server.asked).toEqual(["His"]);
  expect([...device.keys()]).toEqual(["ada"]);
});

test("whoever takes over an open page sends nothing of the one before", async () => {
  const { clock, server, device, here, work, type } = world();
  work.joined();
  here.joined = false;
  type("Hers");
  Object.assign(here, { joined: true, userId: "ben" });
  work.joined();
  await clock.advance(5_000);
  expect(server.asked).toEqual([]);
  expect(device.get("ada")).toEqual({ title: "Hers", base: "Old" });
});

test("what was written before it was known by whom is stored once it is, and kept till then", async () => {
  const { clock, server, device, here, work, type } = world();
  Object.assign(here, { joined: false });
  server.answers = false;
  type("Plan");
  expect(device.size).toBe(0);
  here.joined = true;
  work.joined();
  expect(device.get("ada")).toEqual({ title: "Plan", base: "Old" });
  server.answers = true;
  await clock.advance(5_000);
  expect(server.title).toBe("Plan");
});

test("what is refused is given back with why, and not asked again", async () => {
  const { clock, server, here, work, type } = world();
  server.refuses = true;
  type("Plan");
  await clock.advance(60_000);
  expect(server.asked).toEqual(["Plan"]);
  expect(here.dropped).toEqual(["Plan: No."]);
  expect(work.pending).toBeUndefined();
});

test("written back to what it was, there is nothing to store", async () => {
  const { clock, server, work, type } = world();
  type("Plan");
  work.write({ title: "Old", base: "Old", atOnce: true });
  await clock.advance(5_000);
  expect(server.asked).toEqual([]);
  expect(work.pending).toBeUndefined();
});

test("a page that goes sends at once, and what was written while it was sent after it", async () => {
  const { clock, server, here, work, type } = world();
  type("Pl");
  here.leave();
  type("Plan");
  work.close();
  await clock.advance(0);
  expect(server.asked).toEqual(["Pl", "Plan"]);
  expect(server.title).toBe("Plan");
});
