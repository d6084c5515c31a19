/** A stream of events over a real connection whose reader has stopped reading. */
import { createServer, get, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventStream } from "./event-stream";

let server: Server;
let response: ServerResponse;
let stream: EventStream;

beforeEach(async () => {
  server = createServer();
  const asked = new Promise<ServerResponse>((resolve) =>
    server.once("request", (_request, response) => resolve(response)),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  get({ port, agent: false }, (answer) => answer.pause()).on("error", () => {});
  response = await asked;
  stream = new EventStream(response, () => {});
  stream.open(0);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const news = (text: string) => ({ documentId: "document", title: text });
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("[P52] a reader that stopped reading", () => {
  test("is cut off at the second beat at which it has taken nothing", async () => {
    const text = "x".repeat(200_000);
    do {
      stream.send("document_updated", news(text));
      await turn();
    } while (stream.backlogBytes() === 0);
    stream.beat();
    expect(response.destroyed).toBe(false);
    stream.beat();
    expect(response.destroyed).toBe(true);
  });

  test("never has more than a megabyte and one message waiting", async () => {
    const text = "x".repeat(200_000);
    let most = 0;
    while (!response.destroyed) {
      stream.send("document_updated", news(text));
      most = Math.max(most, stream.backlogBytes());
      await turn();
    }
    expect(most).toBeGreaterThan(1024 * 1024);
    expect(most).toBeLessThan(1024 * 1024 + 201_000);
  });
});
