import { createServer } from "node:http";
import { io } from "socket.io-client";
import { expect, test } from "vitest";
import { freePort } from "../support/tandem-server";
import { Attempts } from "./attempts";

test("answers 5xx are counted, to fetch and to sockets, and so is each attempt", async () => {
  const attempts = new Attempts();
  const port = await freePort();
  const server = createServer((request, response) => {
    response.writeHead(request.url === "/well" ? 200 : 503).end();
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  try {
    await (await fetch(`http://127.0.0.1:${port}/well`)).text();
    expect(attempts.serverErrors).toBe(0);
    await (await fetch(`http://127.0.0.1:${port}/away`)).text();
    expect(attempts.serverErrors).toBe(1);
    for (const transport of ["websocket", "polling"]) {
      const before = [attempts.serverErrors, attempts.at.length];
      const socket = io(`http://127.0.0.1:${port}`, { transports: [transport], forceNew: true });
      await new Promise((resolve) => socket.once("connect_error", resolve));
      socket.disconnect();
      expect([attempts.serverErrors, attempts.at.length], transport).not.toEqual(before);
      expect(attempts.serverErrors).toBeGreaterThan(before[0] ?? 0);
    }
  } finally {
    attempts.close();
    server.close();
    server.closeAllConnections();
  }
});

test("the busiest moment is where most attempts are close together", () => {
  const attempts = new Attempts();
  attempts.close();
  attempts.at.push(0, 10, 500, 550, 590, 601, 900);
  expect(attempts.busiest(0, 100)).toBe(3);
  expect(attempts.busiest(600, 100)).toBe(1);
  expect(attempts.between(0, 500)).toBe(2);
});
