/** Images: `POST /api/documents/:id/uploads` takes one in, `GET /uploads/:id` shows it. */
import { Hono } from "hono";
import { z } from "zod";
import { refusal } from "@/collab/protocol/refusals";
import type { Uploads } from "../../documents/uploads";
import { bodyChunks, type Env, query, Refused, unwrap } from "./context";

/** Longer names are cut, not refused: nobody chose them. */
const uploadQuery = z.strictObject({ name: z.string().max(10_000).default("image") });

/** The bytes of the image are the body; its name, if any, stands in the query. */
export function uploadRoutes(uploads: Uploads): Hono<Env> {
  return new Hono<Env>().post("/uploads", async (c) => {
    const { name } = query(c, uploadQuery);
    const { person } = c.get("identity");
    const documentId = c.req.param("id") ?? "";
    const upload = unwrap(await uploads.add(person, documentId, name, bodyChunks(c)));
    const { id, type, bytes, width, height } = upload;
    return c.json({ id, url: `/uploads/${id}`, type, bytes, width, height }, 201);
  });
}

/**
 * Asks for no session: an id has 128 random bits, and stands in documents that were copied, printed
 * and restored. What is under an id never changes, so it is asked for once.
 */
export function uploadedRoutes(uploads: Uploads): Hono<Env> {
  return new Hono<Env>().get("/:id", async (c) => {
    const upload = await uploads.find(c.req.param("id"));
    const content = upload && (await uploads.read(upload.id));
    if (!content) throw new Refused(refusal("not_found", "There is no such image."));
    const { type, bytes, id, name } = upload;
    c.header("Content-Type", type);
    c.header("Content-Length", String(bytes));
    c.header("Cache-Control", "private, max-age=31536000, immutable");
    c.header("X-Content-Type-Options", "nosniff");
    // Should it be more than an image as well, it still can't do anything here.
    c.header("Content-Security-Policy", "sandbox; default-src 'none'");
    c.header("Content-Disposition", `inline; filename*=UTF-8''${encodeURIComponent(name || id)}`);
    return c.body(streamOf(content));
  });
}

function streamOf(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = content[Symbol.asyncIterator]();
  const source = {
    async pull(controller: ReadableStreamDefaultController<Uint8Array>) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  };
  // Nothing ahead of its reader: whoever asked for the headers alone reads and cancels nothing.
  return new ReadableStream(source, { highWaterMark: 0 });
}
