/** What every HTTP route shares: who asks, how a refusal is answered, how a body is checked. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";
import { limits } from "@/collab/protocol/limits";
import { httpStatus, type Refusal, refusal } from "@/collab/protocol/refusals";
import type { PublicUser } from "@/collab/protocol/server-messages";
import { checkJsonLimits } from "@/collab/rebase/json-limits";
import type { FollowingWorld } from "../../documents/following";
import type { History } from "../../documents/history";
import type { Imports } from "../../documents/imports";
import type { Library } from "../../documents/library";
import type { Restoring } from "../../documents/restoring";
import type { Uploads } from "../../documents/uploads";
import type { Identities, Identity } from "../identity";
import type { Log } from "../log";
import type { SystemView } from "../system-view";
import type { GuestLimits } from "./guest-limits";

export interface HttpWorld {
  readonly library: Library;
  readonly history: History;
  readonly restoring: Restoring;
  readonly uploads: Uploads;
  readonly imports: Imports;
  readonly following: FollowingWorld;
  readonly identities: Identities;
  readonly guests: GuestLimits;
  /** Tells the tabs of somebody, and whoever is in a document with them. */
  personChanged(user: PublicUser): void;
  readonly url: URL | undefined;
  readonly system: SystemView;
  readonly adminToken: string;
  readonly log: Log;
}

export interface Env {
  Bindings: { incoming: IncomingMessage; outgoing: ServerResponse };
  Variables: { identity: Identity };
}

export type HttpContext = Context<Env>;

export function refuse(c: HttpContext, { code, message }: Refusal): Response {
  return c.json({ error: { code, message } }, httpStatus(code) as ContentfulStatusCode);
}

/** A refusal thrown from within a route, answered by the one error handler. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** The value of an outcome, or its refusal as the answer. */
export function unwrap<T>(outcome: { ok: true; value: T } | { ok: false; error: Refusal }): T {
  if (!outcome.ok) throw new Refused(outcome.error);
  return outcome.value;
}

/**
 * More is cut off while it is still being sent, which a client sees as a broken connection. Up to
 * here it is read, so that a refusal which says more arrives.
 */
const readBytes = 24 * 1024 * 1024;

/** The request's body as it comes in. */
export async function* bodyChunks(c: HttpContext): AsyncGenerator<Uint8Array> {
  const tooLarge = () => {
    const most = readBytes / (1024 * 1024);
    return new Refused(refusal("too_large", `A request may hold ${most} MB. Send less at once.`));
  };
  if (Number(c.req.header("content-length") ?? 0) > readBytes) throw tooLarge();
  const reader = c.req.raw.body?.getReader();
  let bytes = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) return;
    bytes += value.byteLength;
    if (bytes > readBytes) throw tooLarge();
    yield value;
  }
}

/** The request's whole body. */
export async function bodyBytes(c: HttpContext): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bodyChunks(c)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The request's JSON body, checked; an empty body counts as `{}`. */
export async function body<T extends z.ZodType>(c: HttpContext, schema: T): Promise<z.infer<T>> {
  const text = new TextDecoder().decode(await bodyBytes(c));
  if (text.length > limits.bodyBytes) {
    const message = `A request may hold ${limits.bodyBytes} bytes. Send less at once.`;
    throw new Refused(refusal("too_large", message));
  }
  const type = c.req.header("content-type") ?? "";
  if (text !== "" && !/^application\/json\b/i.test(type)) {
    const message = "Send JSON, with content-type: application/json.";
    throw new Refused(refusal("invalid_message", message));
  }
  const json = parseJson(text === "" ? "{}" : text);
  const excess = checkJsonLimits(json);
  if (excess) throw new Refused(excess);
  return check(schema, json);
}

/** The request's query, checked. */
export function query<T extends z.ZodType>(c: HttpContext, schema: T): z.infer<T> {
  return check(schema, c.req.query());
}

export function check<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") || "The message";
  throw new Refused(refusal("invalid_message", `${where}: ${issue?.message}`));
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(refusal("invalid_message", "The body is not JSON."));
  }
}
