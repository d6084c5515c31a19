import { afterEach, expect, test, vi } from "vitest";
import { request } from "./request";

const answers = (answer: () => Response | Promise<Response>) => {
  const fetch = vi.fn(async (_path: string, _init: RequestInit) => answer());
  vi.stubGlobal("fetch", fetch);
  return fetch;
};

afterEach(() => vi.unstubAllGlobals());

test("what is asked goes out as JSON, and the answer comes back", async () => {
  const fetch = answers(() => Response.json({ id: "a" }, { status: 201 }));
  const answer = await request("/api/documents", { method: "POST", body: { title: "Plan" } });
  expect(answer).toEqual({ ok: true, value: { id: "a" } });
  expect(fetch.mock.lastCall?.[1]).toMatchObject({ method: "POST", body: '{"title":"Plan"}' });
});

test("an answer without a body is one", async () => {
  answers(() => new Response(null, { status: 204 }));
  expect(await request("/api/documents/a", { method: "DELETE" })).toEqual({ ok: true, value: {} });
});

test("a refusal is told in the server's own words", async () => {
  const error = { code: "forbidden", message: "You may only read." };
  answers(() => Response.json({ error }, { status: 403 }));
  expect(await request("/api/documents/a")).toEqual({ ok: false, message: error.message });
});

test.each([
  ["nobody", () => Promise.reject(new TypeError("no network"))],
  ["something else", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
])("where %s answers, it says so", async (_, answer) => {
  answers(answer);
  const given = await request("/api/documents/a");
  expect(given).toMatchObject({ ok: false, message: expect.stringContaining("does not answer") });
});
