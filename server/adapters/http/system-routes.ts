/** `/api/system`: the actors, for who has the administrator's token; for all others it is not there. */
import { Hono } from "hono";
import { z } from "zod";
import { refusal } from "@/collab/protocol/refusals";
import type { SystemView } from "../system-view";
import { body, type Env, Refused } from "./context";
import { isToken } from "./health-routes";

const ref = z.string().regex(/^<[\w-]+\.\d+>$/);

export function systemRoutes(view: SystemView, adminToken: string): Hono<Env> {
  const gone = () => new Refused(refusal("not_found", "This actor has ended already."));
  return new Hono<Env>()
    .use("*", async (c, next) => {
      const token = c.req.header("authorization")?.replace(/^Bearer /, "");
      if (!isToken(token, adminToken)) {
        throw new Refused(refusal("not_found", `There is nothing at ${c.req.path}.`));
      }
      await next();
    })
    .get("/", (c) => c.json(view.report()))
    .get("/whereis", (c) => c.json({ ref: view.whereis(c.req.query("name") ?? "") ?? null }))
    .get("/state", (c) => {
      const found = view.state(c.req.query("ref") ?? "");
      if (!found) throw gone();
      return c.json(found);
    })
    .post("/kill", async (c) => {
      const wanted = await body(c, z.strictObject({ ref }));
      if (!view.kill(wanted.ref)) throw gone();
      return c.json({ killed: wanted.ref });
    });
}
