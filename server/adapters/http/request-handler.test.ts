/** The door of the server over real connections: who becomes a guest, and what is answered when a page fails. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Identities } from "../identity";
import { createLog } from "../log";
import { memoryStores } from "../memory/memory-stores";
import type { Env } from "./context";
import { GuestLimits } from "./guest-limits";
import { createRequestHandler, type NodeHandler } from "./request-handler";

let http: Server;
let url: string;
let page: NodeHandler;

beforeEach(async () => {
  const identities = new Identities(memoryStores().people, "a secret", false, Date.now);
  const handle = createRequestHandler({
    ...{ identities, log: createLog("silent"), development: false, https: false },
    guests: new GuestLimits({ perSecond: 0.001, burst: 2 }),
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

describe("[P4] an address from which too many come", () => {
  const visit = (cookie = "", accept = "text/html") => fetch(url, { headers: { accept, cookie } });
  beforeEach(() => {
    page = async (_request, response) => void response.end("a page");
  });

  test("makes no more guests, and is told so", async () => {
    const answers = await Promise.all([visit(), visit(), visit()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get("set-cookie")).toBeNull();
    expect(await refused?.text()).toContain("Try again");
  });

  test("still lets those in who were there before, and programs that become nobody", async () => {
    const [first] = await Promise.all([visit(), visit()]);
    const cookie = first?.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect((await visit()).status).toBe(429);
    expect((await visit(cookie)).status).toBe(200);
    expect((await visit("", "*/*")).status).toBe(200);
  });
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
