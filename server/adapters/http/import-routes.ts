/** `POST /api/documents/import?name=…`: a Word file, as the body, becomes a document. */
import { Hono } from "hono";
import { z } from "zod";
import { limits } from "@/collab/protocol/limits";
import { refusal } from "@/collab/protocol/refusals";
import type { Imports } from "../../documents/imports";
import { shownName } from "../../documents/uploads";
import { bodyBytes, type Env, query, Refused, unwrap } from "./context";

const importQuery = z.strictObject({ name: z.string().max(10_000).default("Untitled") });

export function importRoutes(imports: Imports): Hono<Env> {
  return new Hono<Env>().post("/import", async (c) => {
    const { name } = query(c, importQuery);
    const file = await bodyBytes(c);
    if (file.byteLength > limits.wordBytes) {
      const most = limits.wordBytes / (1024 * 1024);
      throw new Refused(refusal("too_large", `A Word file may have ${most} MB. Split it in two.`));
    }
    const { person } = c.get("identity");
    const { row, notes } = unwrap(await imports.word(person, shownName(name), file));
    return c.json({ id: row.id, title: row.title, notes }, 201);
  });
}
