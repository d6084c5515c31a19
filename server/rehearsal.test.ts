import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { NodeHandler } from "./adapters/http/request-handler";
import { rehearse } from "./rehearsal";

const digestOf = (text: string) => createHash("sha256").update(text).digest("base64url");

test("somebody looks at the list, opens a document and writes in it, three times", async () => {
  const written: string[] = [];
  const seen: string[] = [];
  await rehearse({
    digest(text) {
      written.push(text);
      return digestOf(text);
    },
    async pages({ url }, response) {
      seen.push(url?.replace(/[\w-]{20,}/, "id") ?? "");
      response.end("a page");
    },
  });
  expect(seen).toEqual(["/", "/d/id", "/", "/d/id", "/", "/d/id"]);
  expect(written).toHaveLength(9);
});

test("what does not work is told", async () => {
  const found: NodeHandler = async (_request, response) => void response.end();
  const broken = () => {
    throw new Error("There are no digests here.");
  };
  await expect(rehearse({ digest: broken, pages: found })).rejects.toThrow();
  const missing: NodeHandler = async (_request, response) => void response.writeHead(500).end();
  await expect(rehearse({ digest: digestOf, pages: missing })).rejects.toThrow("500");
  const failing: NodeHandler = () => Promise.reject(new Error("There is no such page."));
  await expect(rehearse({ digest: digestOf, pages: failing })).rejects.toThrow();
});
