/**
 * `POST /api/documents/import?name=…`: a file becomes a document. A Word file is the body itself;
 * Markdown and text come in JSON, and a page, which only a browser can read, as a form with its images.
 */
import { Hono } from "hono";
import { z } from "zod";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { documentFromText } from "@/collab/content/text";
import { limits } from "@/collab/protocol/limits";
import { refusal } from "@/collab/protocol/refusals";
import type { FileContent, Imports } from "../../documents/imports";
import { shownName } from "../../documents/uploads";
import {
  body,
  bodyBytes,
  check,
  type Env,
  type HttpContext,
  parseJson,
  query,
  Refused,
  unwrap,
} from "./context";

const importQuery = z.strictObject({ name: z.string().max(10_000).default("Untitled") });
const words = z.string().max(limits.importBytes);
const written = z.union([z.strictObject({ markdown: words }), z.strictObject({ text: words })]);
const page = z.strictObject({
  title: z.string().max(limits.titleLength).optional(),
  doc: z.unknown(),
});

/** As many as a Word file may have. */
const mostImages = 300;

export function importRoutes(imports: Imports): Hono<Env> {
  return new Hono<Env>().post("/import", async (c) => {
    const name = shownName(query(c, importQuery).name);
    const { row, notes } = unwrap(await imported(c, imports, name));
    return c.json({ id: row.id, title: row.title, notes }, 201);
  });
}

async function imported(c: HttpContext, imports: Imports, name: string) {
  const { person } = c.get("identity");
  const type = c.req.header("content-type") ?? "";
  if (/^application\/json\b/i.test(type)) {
    const said = await body(c, written);
    const doc = "text" in said ? documentFromText(said.text) : documentFromMarkdown(said.markdown);
    return imports.written(person, name, doc);
  }
  const bytes = await bodyBytes(c);
  if (/^multipart\/form-data\b/i.test(type)) {
    return imports.page(person, name, await pageIn(bytes, type));
  }
  if (bytes.byteLength > limits.wordBytes) {
    const most = limits.wordBytes / (1024 * 1024);
    throw tooLarge(`A Word file may have ${most} MB.`);
  }
  return imports.word(person, name, bytes);
}

/** `content` is JSON; each `image` has its place in it by number. */
async function pageIn(bytes: Buffer, type: string): Promise<FileContent> {
  const sent = new Response(new Uint8Array(bytes), { headers: { "content-type": type } });
  const form = await sent.formData().catch(() => undefined);
  const content = form?.get("content");
  if (!form || typeof content !== "string") {
    throw new Refused(refusal("invalid_message", "The form holds no content."));
  }
  if (content.length > limits.documentBytes) throw tooLarge("The page holds too much.");
  const { title, doc } = check(page, parseJson(content));
  const files = form.getAll("image").filter((file) => file instanceof File);
  if (files.length > mostImages) throw tooLarge(`A page may hold ${mostImages} images.`);
  const images = await Promise.all(
    files.map(async (file) => new Uint8Array(await file.arrayBuffer())),
  );
  return { title, doc, images, notes: [] };
}

function tooLarge(message: string): Refused {
  return new Refused(refusal("too_large", `${message} Split it in two.`));
}
