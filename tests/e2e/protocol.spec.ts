/** The wire, as docs/protocol.md has it: hostile and clumsy clients get an answer, others notice nothing. */
import { io, type Socket } from "socket.io-client";
import { expect, test } from "./fixtures";

const guest = async (url: string, name: string) => {
  const answer = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
};

const post = (url: string, path: string, cookie: string, body: unknown) =>
  fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify(body),
  });

function connect(url: string, extraHeaders: Record<string, string>): Promise<Socket> {
  const socket = io(url, { extraHeaders, transports: ["websocket"], reconnection: false });
  return new Promise((resolve, reject) => {
    socket.on("connect", () => resolve(socket));
    socket.on("connect_error", reject);
  });
}

const ask = (socket: Socket, event: string, ...args: unknown[]) =>
  socket.timeout(5000).emitWithAck(event, ...args);

const typing = (text: string, at = 1) => ({
  stepType: "replace",
  from: at,
  to: at,
  slice: { content: [{ type: "text", text }] },
});

let ids = 0;
const changeId = () => {
  ids += 1;
  return `change-${Date.now()}-${ids}`;
};

test("[P1] [P2] a connection without a session, or from elsewhere, is refused", async ({
  server,
}) => {
  const cookie = await guest(server.url, "Ada");
  const code = (error: { data?: { code?: string } }) => error.data?.code;
  expect(code(await connect(server.url, {}).catch((error) => error))).toBe("unauthenticated");
  const foreign = { cookie, origin: "https://evil.example" };
  expect(code(await connect(server.url, foreign).catch((error) => error))).toBe("forbidden_origin");
  const post = await fetch(`${server.url}/api/documents`, {
    method: "POST",
    headers: { cookie, origin: "https://evil.example", "content-type": "application/json" },
    body: "{}",
  });
  expect(post.status).toBe(403);
});

test.describe("with a document", () => {
  let cookie: string;
  let documentId: string;
  let socket: Socket;

  test.beforeEach(async ({ server }) => {
    cookie = await guest(server.url, "Ada");
    const made = await post(server.url, "/api/documents", cookie, { markdown: "Hello" });
    documentId = (await made.json()).id;
    socket = await connect(server.url, { cookie });
  });
  test.afterEach(() => void socket.disconnect());

  const join = () => ask(socket, "join", { documentId, protocol: 1 });
  const apply = (steps: unknown, more: object = {}) =>
    ask(socket, "apply_change", {
      documentId,
      changeId: changeId(),
      baseVersion: 1,
      steps,
      ...more,
    });

  test("[P10] [P12] what is no message is refused, and the connection stays", async () => {
    for (const payload of [null, 7, "x", [], {}, { documentId }, { documentId, protocol: "1" }]) {
      expect(await ask(socket, "join", payload)).toMatchObject({
        ok: false,
        error: { code: "invalid_message" },
      });
    }
    expect(await ask(socket, "nonsense", {})).toMatchObject({ error: { code: "invalid_message" } });
    expect(await ask(socket, "join", { documentId, protocol: 1, extra: 1 })).toMatchObject({
      error: { code: "invalid_message" },
    });
    for (const event of ["join", "apply_change", "pull", "presence", "leave", "nonsense"]) {
      socket.emit(event);
      socket.emit(event, null);
      socket.emit(event, { documentId }, "not a callback");
    }
    expect(await join()).toMatchObject({ ok: true, version: 1, role: "owner" });
  });

  test("[P13] another protocol is told so", async () => {
    for (const other of [{ protocol: 2 }, { protocol: 1, schema: 99 }]) {
      const answer = await ask(socket, "join", { documentId, ...other });
      expect(answer).toMatchObject({ error: { code: "protocol_mismatch" } });
    }
  });

  test("[P20] [P22] [P23] a change is stored once, however often it is sent", async () => {
    await join();
    const change = { documentId, changeId: changeId(), baseVersion: 1, steps: [typing("A")] };
    const answers = await Promise.all([1, 2, 3].map(() => ask(socket, "apply_change", change)));
    for (const answer of answers) expect(answer).toEqual({ ok: true, version: 2 });
    expect(await ask(socket, "apply_change", change)).toEqual({ ok: true, version: 2 });
    const other = { ...change, steps: [typing("B")] };
    expect(await ask(socket, "apply_change", other)).toMatchObject({
      error: { code: "change_mismatch" },
    });
  });

  test("[P24] [P31] late changes are rebased, and come to everybody in order", async ({
    server,
  }) => {
    const other = await connect(server.url, { cookie: await guest(server.url, "Ben") });
    const seen: number[] = [];
    other.on("broadcast_change", ({ changes }) => {
      seen.push(...changes.map(({ version }: { version: number }) => version));
    });
    await ask(other, "join", { documentId, protocol: 1 });
    await join();
    await Promise.all(Array.from({ length: 20 }, () => apply([typing("x")])));
    await expect.poll(() => seen).toEqual(Array.from({ length: 20 }, (_, i) => i + 2));
    other.disconnect();
  });

  test("[P26] a change that does nothing is acknowledged and stores nothing", async () => {
    await join();
    const undone = [typing("x"), { stepType: "replace", from: 1, to: 2 }];
    expect(await apply(undone)).toEqual({ ok: true, version: 1 });
  });

  test("[P27] what is not valid is refused, and the document is as it was", async ({ server }) => {
    await join();
    const p = (content: unknown) => ({ type: "paragraph", content });
    const bad: unknown[] = [
      { stepType: "unknown" },
      { stepType: "replace", from: 5, to: 2 },
      { stepType: "replace", from: -1, to: 2 },
      { stepType: "replace", from: 1.5, to: 2 },
      { stepType: "replace", from: 1, to: 1e9 },
      { stepType: "replace", from: 900, to: 901 },
      typing("\u0000"),
      typing("\ud83d"),
      { ...typing("x"), extra: true },
      { stepType: "replace", from: 0, to: 0, slice: { content: [{ type: "script" }] } },
      { stepType: "replace", from: 0, to: 0, slice: { content: [p([p([])])] } },
      { stepType: "replace", from: 0, to: 0, slice: { content: [{ type: "blockquote" }] } },
      { stepType: "replace", from: 1, to: 1, slice: { content: [], openStart: 9 } },
      {
        stepType: "addMark",
        from: 1,
        to: 3,
        mark: { type: "link", attrs: { href: "javascript:alert(1)" } },
      },
      { stepType: "attr", pos: 0, attr: "textAlign", value: "red;background:url(x)" },
    ];
    for (const step of bad) {
      const answer = await apply([step]);
      expect(answer, JSON.stringify(step)).toMatchObject({
        ok: false,
        error: { code: "invalid_change", retryable: false },
      });
    }
    let deep: object = { type: "paragraph" };
    for (let i = 0; i < 100; i++) deep = { type: "blockquote", content: [deep] };
    const nested = { stepType: "replace", from: 0, to: 0, slice: { content: [deep] } };
    expect(await apply([nested])).toMatchObject({ error: { code: "too_large" } });
    const many = Array.from({ length: 101 }, () => typing("x"));
    expect((await apply(many)).ok).toBe(false);
    const polluted = JSON.parse('{"stepType":"replace","from":1,"to":1,"__proto__":{"a":1}}');
    expect((await apply([polluted])).ok).toBe(false);
    const answer = await fetch(`${server.url}/api/documents/${documentId}/content?format=text`, {
      headers: { cookie },
    });
    expect((await answer.text()).trim()).toBe("Hello");
    expect(await apply([typing("still ")])).toMatchObject({ ok: true });
  });

  test("[P3] [P29] rights come from the session: a stranger to the id finds nothing", async ({
    server,
  }) => {
    const stranger = await connect(server.url, { cookie: await guest(server.url, "Eve") });
    const wrong = { documentId: "not-a-document-id", protocol: 1 };
    expect(await ask(stranger, "join", wrong)).toMatchObject({ error: { code: "not_found" } });
    const forged = { documentId, changeId: changeId(), baseVersion: 1, steps: [typing("x")] };
    const answer = await ask(stranger, "apply_change", { ...forged, userId: "ada" });
    expect(answer).toMatchObject({ error: { code: "invalid_message" } });
    stranger.disconnect();
  });

  test("[P32] since yields what came after it, and a gap can be pulled", async () => {
    await join();
    for (let i = 0; i < 3; i++) await apply([typing("x")]);
    const again = await ask(socket, "join", { documentId, protocol: 1, since: 2 });
    expect(again.doc).toBeUndefined();
    expect(again.changes.map((change: { version: number }) => change.version)).toEqual([3, 4]);
    const page = await ask(socket, "pull", { documentId, since: 1 });
    expect(page).toMatchObject({ ok: true, version: 4, more: false });
    expect(page.changes).toHaveLength(3);
  });

  test("HTTP takes part by the same path, with the same answers", async ({ server }) => {
    await join();
    const heard = new Promise<{ changes: { changeId: string }[] }>((resolve) =>
      socket.once("broadcast_change", resolve),
    );
    const path = `/api/documents/${documentId}/changes`;
    const change = { changeId: changeId(), baseVersion: 1, steps: [typing("curl ")] };
    const answer = await post(server.url, path, cookie, change);
    expect([answer.status, await answer.json()]).toEqual([200, { version: 2 }]);
    expect((await heard).changes[0]?.changeId).toBe(change.changeId);
    const repeated = await post(server.url, path, cookie, change);
    expect(await repeated.json()).toEqual({ version: 2 });
    const bad = await post(server.url, path, cookie, { ...change, steps: [{ stepType: "no" }] });
    expect(bad.status).toBe(409);
    const log = await fetch(`${server.url}${path}?since=1`, { headers: { cookie } });
    expect(await log.json()).toMatchObject({ version: 2, more: false, changes: [{ version: 2 }] });
  });

  test("HTTP refuses what it can't read, with the matching status", async ({ server }) => {
    const status = async (path: string, init: RequestInit) =>
      (await fetch(`${server.url}${path}`, init)).status;
    const headers = { cookie, "content-type": "application/json" };
    const make = (body: string, more: Record<string, string> = headers) =>
      status("/api/documents", { method: "POST", headers: more, body });
    expect(await make("{")).toBe(400);
    expect(await make('{"title":{"not":""}}')).toBe(400);
    expect(await make('{"titel":"x"}')).toBe(400);
    expect(await make("{}", { cookie, "content-type": "text/plain" })).toBe(400);
    expect(await make(JSON.stringify({ markdown: "x".repeat(3_000_000) }))).toBe(413);
    expect(await status("/api/documents", {})).toBe(401);
    expect(await status("/api/documents/nothing-here", { headers })).toBe(404);
    expect(await status(`/api/documents/${documentId}/content?version=99`, { headers })).toBe(404);
    expect(await status(`/api/documents/${documentId}/content?format=pdf`, { headers })).toBe(400);
    expect(await status("/metrics", {})).toBe(404);
    expect(await status("/healthz", {})).toBe(200);
  });

  test("HTTP takes a body in pieces, and none at all", async ({ server }) => {
    const headers = { cookie, "content-type": "application/json" };
    const pieces = new ReadableStream({
      start(controller) {
        for (const piece of ['{"title":', '"In pieces"}']) {
          controller.enqueue(new TextEncoder().encode(piece));
        }
        controller.close();
      },
    });
    const init: RequestInit & { duplex: "half" } = { method: "POST", headers, duplex: "half" };
    const made = await fetch(`${server.url}/api/documents`, { ...init, body: pieces });
    expect(made.status).toBe(201);
    const { id, title } = await made.json();
    expect(title).toBe("In pieces");
    const deleted = await fetch(`${server.url}/api/documents/${id}`, {
      method: "DELETE",
      headers: { cookie },
    });
    expect(await deleted.json()).toMatchObject({ id, trashed: true });
  });
});
