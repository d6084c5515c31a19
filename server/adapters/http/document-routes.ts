/** `/api/documents`: list mine, create, rename, star, trash, copy. */
import { Hono } from "hono";
import { z } from "zod";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { limits } from "@/collab/protocol/limits";
import { refusal } from "@/collab/protocol/refusals";
import { sizeFault } from "@/collab/rebase/document-size";
import type { DocumentRow } from "../../ports/documents";
import { body, type Env, type HttpWorld, query, Refused, unwrap } from "./context";

const title = z.string().max(limits.titleLength);
const newDocument = z.strictObject({
  title: title.optional(),
  markdown: z.string().max(limits.importBytes).optional(),
});
const patch = z.strictObject({
  title: title.optional(),
  starred: z.boolean().optional(),
  trashed: z.boolean().optional(),
});
const listQuery = z.strictObject({
  view: z.enum(["all", "starred", "trash"]).default("all"),
  search: z.string().max(200).default(""),
  sort: z.enum(["updated", "created", "title"]).default("updated"),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export function documentRoutes({ library }: HttpWorld): Hono<Env> {
  return new Hono<Env>()
    .get("/", async (c) => {
      const { person } = c.get("identity");
      const documents = await library.list(person.id, query(c, listQuery));
      return c.json({ documents });
    })
    .post("/", async (c) => {
      const { title, markdown } = await body(c, newDocument);
      const content = markdown === undefined ? undefined : imported(markdown);
      const row = unwrap(await library.create(c.get("identity").person, title, content));
      return c.json(shown(row), 201);
    })
    .get("/:id", async (c) => {
      const { person } = c.get("identity");
      const access = await library.access(person.id, c.req.param("id"), "read");
      if (!access.ok) throw new Refused(access.error);
      return c.json({ ...shown(access.document), role: access.role });
    })
    .get("/:id/people", async (c) => {
      const { person } = c.get("identity");
      return c.json({ people: unwrap(await library.people(person.id, c.req.param("id"))) });
    })
    .patch("/:id", async (c) => {
      const { person } = c.get("identity");
      const id = c.req.param("id");
      const wanted = await body(c, patch);
      if (wanted.trashed !== undefined) unwrap(await library.trash(person.id, id, wanted.trashed));
      if (wanted.starred !== undefined) unwrap(await library.star(person.id, id, wanted.starred));
      if (wanted.title !== undefined) unwrap(await library.rename(person.id, id, wanted.title));
      const access = await library.access(person.id, id, "read");
      if (!access.ok) throw new Refused(access.error);
      return c.json({ ...shown(access.document), role: access.role });
    })
    .delete("/:id", async (c) => {
      const { person } = c.get("identity");
      const row = unwrap(await library.trash(person.id, c.req.param("id"), true));
      return c.json(shown(row));
    })
    .post("/:id/duplicate", async (c) => {
      const { person } = c.get("identity");
      const wanted = await body(c, z.strictObject({ version: z.number().int().min(0).optional() }));
      const row = unwrap(await library.copy(person, c.req.param("id"), wanted.version));
      return c.json(shown(row), 201);
    });
}

function imported(markdown: string) {
  if (!markdown.isWellFormed() || markdown.includes("\0")) {
    const message = "The text holds characters that are no text. Save it as UTF-8.";
    throw new Refused(refusal("invalid_message", message));
  }
  const doc = documentFromMarkdown(markdown);
  const fault = sizeFault(doc);
  if (fault) throw new Refused(fault);
  return doc;
}

function shown(row: DocumentRow) {
  const { id, title, headVersion, createdAt, updatedAt, trashedAt } = row;
  return { id, title, version: headVersion, createdAt, updatedAt, trashed: trashedAt !== null };
}
