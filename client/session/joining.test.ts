import { expect, test, vi } from "vitest";
import { newTab, openTab } from "./session-tab";
import { FakeServer, ManualClock } from "./session-world";

const clock = new ManualClock();
const slow = { lose: 0, double: 0, delayMs: 400 };

/** Goes while the answer to a join is on its way. */
async function leaveOnTheWay({ transport, session }: ReturnType<typeof newTab>): Promise<void> {
  transport.faults = slow;
  transport.connect();
  await clock.advance(10);
  session.close();
  await clock.advance(5_000);
}

test("a document that is left before the join is answered is left on the server, too", async () => {
  const server = new FakeServer();
  await leaveOnTheWay(newTab(server, clock, "ada"));
  expect(server.joined.size).toBe(0);
});

test("so is one that is left while it waits to join anew, after a break", async () => {
  const server = new FakeServer();
  const ada = await openTab(server, clock, "ada");
  ada.transport.disconnect();
  await leaveOnTheWay(ada);
  expect(server.joined.size).toBe(0);
});

test("where nothing ever fits, the document is asked for less and less, and nobody is told it is live", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const server = new FakeServer();
  const ada = await openTab(server, clock, "ada");
  const broken = { stepType: "replace", from: 500, to: 600 };
  const breakIt = () => {
    const version = server.log.length + 1;
    server.log.push({
      ...{ version, changeId: `broken-${version}`, userId: "u", steps: [broken], createdAt: 0 },
    });
    const changes = server.log.slice(-1);
    ada.transport.push("broadcast_change", { documentId: "doc", changes });
  };
  const handle = server.handle.bind(server);
  let joins = 0;
  vi.spyOn(server, "handle").mockImplementation((from, event, payload) => {
    const answer = handle(from, event, payload);
    if (event !== "join") return answer;
    joins += 1;
    clock.after(10, breakIt);
    return answer;
  });
  breakIt();
  await clock.advance(1);
  ada.type("mine");
  expect(ada.snapshot()).toMatchObject({ status: "reconnecting", saved: false });
  await clock.advance(60_000);
  expect(joins).toBeGreaterThan(5);
  expect(joins).toBeLessThan(25);
  expect(told).toHaveBeenCalledTimes(joins + 1);
  expect(ada.text()).toContain("mine");
  vi.restoreAllMocks();
});
