/** `/api/documents/:id/versions`, `/restore` and `/revert`: history for people. */
import { Hono } from "hono";
import { z } from "zod";
import { versionSchema } from "@/collab/protocol/client-messages";
import { limits } from "@/collab/protocol/limits";
import { body, check, type Env, type HttpWorld, query, unwrap } from "./context";

const nameBody = z.strictObject({ version: versionSchema, name: z.string().min(1).max(200) });
const versionNumber = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const listQuery = z.strictObject({
  before: versionNumber.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  person: z.string().max(64).optional(),
  name: z.string().max(200).optional(),
});
const runsQuery = z.strictObject({ from: versionNumber, to: versionNumber });
const overviewQuery = z.strictObject({
  buckets: z.coerce.number().int().min(1).max(500).default(100),
});
const position = z.int().min(0).max(limits.documentSize);
const restoreBody = z.strictObject({
  version: versionSchema,
  blocks: z
    .array(z.strictObject({ from: position, to: position }))
    .min(1)
    .max(1000)
    .optional(),
});
const revertBody = z.union([
  z.strictObject({ from: versionSchema.min(1), to: versionSchema.min(1) }),
  z.strictObject({ userId: z.string().min(1).max(64) }),
]);

export function versionRoutes({ history, restoring }: HttpWorld): Hono<Env> {
  return new Hono<Env>()
    .get("/versions", async (c) => {
      const { person } = c.get("identity");
      return c.json(unwrap(await history.versions(person.id, id(c), query(c, listQuery))));
    })
    .get("/versions/runs", async (c) => {
      const { person } = c.get("identity");
      const { from, to } = query(c, runsQuery);
      return c.json(unwrap(await history.runs(person.id, id(c), from, to)));
    })
    .get("/versions/overview", async (c) => {
      const { person } = c.get("identity");
      const { buckets } = query(c, overviewQuery);
      return c.json(unwrap(await history.overview(person.id, id(c), buckets)));
    })
    .delete("/versions/:version", async (c) => {
      const { person } = c.get("identity");
      const version = check(versionNumber, c.req.param("version"));
      return c.json(unwrap(await history.unname(person.id, id(c), version)));
    })
    .post("/versions", async (c) => {
      const { version, name } = await body(c, nameBody);
      const { person } = c.get("identity");
      const named = unwrap(await history.name(person, id(c), version, name));
      return c.json(named, 201);
    })
    .post("/restore", async (c) => {
      const { version, blocks } = await body(c, restoreBody);
      const { person } = c.get("identity");
      const request = blocks ? { version, blocks } : { version };
      return c.json(unwrap(await restoring.restore(person, id(c), request)));
    })
    .post("/revert", async (c) => {
      const request = await body(c, revertBody);
      const { person } = c.get("identity");
      return c.json(unwrap(await restoring.takeBack(person, id(c), request)));
    });
}

function id(c: { req: { param(name: string): string | undefined } }): string {
  return c.req.param("id") ?? "";
}
