/** The door of the server over real connections: what is answered when a page fails. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Identities } from "../identity";
import { createLog } from "../log";
import { memoryStores } from "../memory/memory-stores";
import type { Env } from "./context";
import { createRequestHandler, type NodeHandler } from "./request-handler";

let http: Server;
let url: string;
let page: NodeHandler;

beforeEach(async () => {
  const identities = new Identities(memoryStores().people, "a secret", false, Date.now);
  const handle = createRequestHandler({
    ...{ identities, log: createLog("silent"), development: false, https: false },
    api: new Hono<Env>(),
    pages: (...asked) => page(...asked),
    access: async () => true,
    greet: async () => {},
  });
  http = createServer((request, response) => void handle(request, response));
  await once(http.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(() => {
  http.closeAllConnections();
  http.close();
});

describe("a page that fails", () => {
  test("before anything was sent is told in a sentence", async () => {
    page = () => Promise.reject(new Error("injected"));
    const answer = await fetch(url);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("Nothing is lost");
  });

  test("in its middle is cut off, and nobody takes the rest for its end", async () => {
    page = async (_request, response) => {
      response.writeHead(200, { "Content-Type": "text/html" });
      response.write("<p>The first half");
      throw new Error("injected");
    };
    const whole = fetch(url).then((answer) => answer.text());
    await expect(whole).rejects.toThrow();
  });
});
