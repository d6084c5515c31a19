/** Who got in by polling only comes back to a WebSocket, and is not disturbed where there is none. */
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { preferWebSocket } from "@/client/session/prefer-websocket";
import { cookieOf, WireServer } from "../support/wire-server";

let server: WireServer;
let socket: Socket | undefined;

beforeEach(async () => {
  server = await WireServer.start();
});
afterEach(async () => {
  socket?.disconnect();
  await server.close();
});

/** Connects as our pages do; what waits is called by the test. */
async function connect() {
  const ada = await server.guest("Ada");
  const waits: { ms: number; act: () => void }[] = [];
  const opened = io(server.url, {
    extraHeaders: { cookie: cookieOf(ada) },
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    forceNew: true,
    reconnectionDelay: 10,
  });
  socket = opened;
  const after = (ms: number, act: () => void) => {
    waits.push({ ms, act });
    return () => {};
  };
  preferWebSocket(opened, { after });
  const connected = () => vi.waitFor(() => expect(opened.connected).toBe(true), 5000);
  await connected();
  return { waits, connected, by: () => opened.io.engine.transport.name };
}

test("one WebSocket that fails is no reason to poll for ever", async () => {
  server.http.prependOnceListener("upgrade", (_request, stream) => stream.destroy());
  const { waits, by } = await connect();
  expect(by()).toBe("polling");
  expect(waits.map(({ ms }) => ms)).toEqual([30_000]);
  waits[0]?.act();
  await vi.waitFor(() => expect(by()).toBe("websocket"), 5000);
  expect(waits).toHaveLength(1);
});

test("where WebSockets are blocked it is tried less and less often", async () => {
  server.http.prependListener("upgrade", (_request, stream) => stream.destroy());
  const { waits, by } = await connect();
  for (let times = 1; times < 4; times++) {
    waits.at(-1)?.act();
    await vi.waitFor(() => expect(waits).toHaveLength(times + 1), 5000);
    expect(by()).toBe("polling");
  }
  expect(waits.map(({ ms }) => ms)).toEqual([30_000, 60_000, 120_000, 240_000]);
});
