/** `/api/documents/:id/versions` and `/restore`: history for people. */
import { Hono } from "hono";
import { z } from "zod";
import { versionSchema } from "@/collab/protocol/client-messages";
import { body, type Env, type HttpWorld, Refused, unwrap } from "./context";

const nameBody = z.strictObject({ version: versionSchema, name: z.string().min(1).max(200) });
const restoreBody = z.strictObject({ version: versionSchema });

export function versionRoutes({ library, history }: HttpWorld): Hono<Env> {
  return new Hono<Env>()
    .get("/versions", async (c) => {
      const { person } = c.get("identity");
      return c.json(unwrap(await history.versions(person.id, c.req.param("id") ?? "")));
    })
    .post("/versions", async (c) => {
      const { version, name } = await body(c, nameBody);
      const { person } = c.get("identity");
      const named = unwrap(await history.name(person, c.req.param("id") ?? "", version, name));
      return c.json(named, 201);
    })
    .post("/restore", async (c) => {
      const { version } = await body(c, restoreBody);
      const { person } = c.get("identity");
      const answer = await library.restore(person, c.req.param("id") ?? "", version);
      if (!answer.ok) throw new Refused(answer.error);
      return c.json({ version: answer.version });
    });
}
