/** `/api/documents/:id/…`: the content in its formats, and the log of changes. */
import { Hono } from "hono";
import { z } from "zod";
import { htmlPage } from "@/collab/content/html";
import { markdownFromDocument } from "@/collab/content/markdown-export";
import { textFromDocument } from "@/collab/content/text";
import { withTitle } from "@/collab/content/title";
import { changeBodySchema } from "@/collab/protocol/client-messages";
import { limits } from "@/collab/protocol/limits";
import { refusal } from "@/collab/protocol/refusals";
import { RateLimits } from "../../documents/rate-limits";
import { body, type Env, type HttpWorld, query, Refused, unwrap } from "./context";
import { embeddedImages, withFullAddresses } from "./export-images";

/** As much as one connection of a person may: a request is a connection of its own. */
const changeRate = { perSecond: 30, burst: 60 };

const version = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const contentQuery = z.strictObject({
  format: z.enum(["json", "html", "markdown", "text"]).default("json"),
  version: version.optional(),
  download: z.string().optional(),
});
const changesQuery = z.strictObject({
  since: version.default(0),
  limit: z.coerce.number().int().min(1).max(limits.changesPerPage).default(limits.changesPerPage),
});

const types = {
  json: ["application/json; charset=utf-8", "json"],
  html: ["text/html; charset=utf-8", "html"],
  markdown: ["text/markdown; charset=utf-8", "md"],
  text: ["text/plain; charset=utf-8", "txt"],
} as const;

const contentPolicy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:";

export function contentRoutes({ library, uploads, url }: HttpWorld): Hono<Env> {
  const changes = new RateLimits(changeRate);
  return new Hono<Env>()
    .get("/content", async (c) => {
      const { person } = c.get("identity");
      const { format, version, download } = query(c, contentQuery);
      const { row, head } = unwrap(await library.read(person.id, id(c), version));
      const [type, extension] = types[format];
      c.header("Content-Type", type);
      c.header("X-Content-Type-Options", "nosniff");
      // What people wrote is shown on our own origin only as inert text.
      c.header("Content-Security-Policy", contentPolicy);
      c.header("X-Tandem-Version", String(head.version));
      if (download !== undefined) {
        c.header("Content-Disposition", disposition(row.title, extension));
      }
      const origin = url?.origin ?? new URL(c.req.url).origin;
      const { doc } = head;
      switch (format) {
        case "json":
          return c.body(JSON.stringify({ version: head.version, doc: doc.toJSON() }));
        case "html":
          return c.body(htmlPage(row.title, doc, await embeddedImages(doc, uploads, origin)));
        case "markdown": {
          if (download === undefined) return c.body(markdownFromDocument(doc));
          const file = withTitle(row.title, withFullAddresses(doc, origin));
          return c.body(markdownFromDocument(file));
        }
        case "text":
          return c.body(textFromDocument(doc));
      }
    })
    .get("/changes", async (c) => {
      const { person } = c.get("identity");
      const { since, limit } = query(c, changesQuery);
      const answer = await library.changes(person.id, id(c), since, limit);
      if (!answer.ok) throw new Refused(answer.error);
      const { version, changes, more } = answer.value;
      return c.json({ version, changes, more });
    })
    .post("/changes", async (c) => {
      const change = await body(c, changeBodySchema);
      const { person } = c.get("identity");
      if (!changes.take(person.id, performance.now())) {
        throw new Refused(refusal("rate_limited", "Too many changes a second; slow down."));
      }
      const answer = await library.change(person, id(c), change);
      if (!answer.ok) throw new Refused(answer.error);
      return c.json({ version: answer.version });
    });
}

function id(c: { req: { param(name: string): string | undefined } }): string {
  return c.req.param("id") ?? "";
}

/** A download's name: plain ASCII for old clients, the title itself for all others (RFC 6266). */
function disposition(title: string, extension: string): string {
  const ascii = title.replace(/[^\w .-]+/g, "_").slice(0, 100) || "document";
  const name = encodeURIComponent(`${title}.${extension}`).replace(/['()*]/g, escapeCharacter);
  return `attachment; filename="${ascii}.${extension}"; filename*=UTF-8''${name}`;
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
