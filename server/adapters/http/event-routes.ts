/** `/api/documents/:id/events`: what happens in a document, as server-sent events. */
import type { IncomingMessage } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { z } from "zod";
import { versionSchema } from "@/collab/protocol/client-messages";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import { follow } from "../../documents/following";
import { RateLimits } from "../../documents/rate-limits";
import { StoreError } from "../../ports/store-error";
import type { Identity } from "../identity";
import { check, type Env, type HttpContext, type HttpWorld, query, Refused } from "./context";
import { EventStream } from "./event-stream";

/** Quiet streams are closed by proxies after 30 to 60 seconds. */
const defaultBeatMs = 15_000;
/** Streams one person may hold: programs, with room for those that are on their way out. */
const streamsPerPerson = 20;
/** A reader that is cut off comes back after a second; one that comes back at once is a fault. */
const openings = { perSecond: 2, burst: 60 };

const version = z.coerce.number().pipe(versionSchema);
const eventsQuery = z.strictObject({ since: version.optional() });

type EventsWorld = Pick<HttpWorld, "following" | "library" | "identities" | "log">;

export function eventRoutes(world: EventsWorld, beatMs = defaultBeatMs): Hono<Env> {
  const held = new HeldStreams();
  const rate = new RateLimits(openings);
  return new Hono<Env>().get("/events", async (c) => {
    const { person } = c.get("identity");
    const documentId = c.req.param("id") ?? "";
    const since = start(c);
    if (c.req.raw.method === "HEAD") return c.body(null, 200);
    const { incoming, outgoing } = c.env;
    if (!rate.take(person.id, performance.now())) {
      throw new Refused(refusal("rate_limited", "Too many streams were opened; wait a moment."));
    }
    if (!held.take(person.id)) {
      const message = `You may follow ${streamsPerPerson} streams at once; close one of them.`;
      throw new Refused(refusal("rate_limited", message));
    }
    const stream = new EventStream(outgoing, (deleted) => {
      if (deleted) stream.end(refusal("not_found", "This document was moved to the trash."));
      else recheck();
    });
    // A store that is away takes nobody's right: it is asked again at the next beat.
    const recheck = () => {
      lost(world, incoming, c.get("identity"), documentId).then(
        (error) => error && stream.end(error),
        (error: unknown) => world.log.error({ error }, "a stream's reader was not looked up"),
      );
    };
    const beats = setInterval(() => {
      stream.beat();
      recheck();
    }, beatMs);
    const close = () => {
      clearInterval(beats);
      held.give(person.id);
    };
    // Who went away while they were looked up is told to nobody any more.
    if (outgoing.destroyed) close();
    else outgoing.once("close", close);
    const following = await follow(world.following, { person, documentId, since }, stream);
    if (outgoing.destroyed) following.stop();
    else outgoing.once("close", following.stop);
    const opened = await following.opened;
    if (!opened.ok) throw new Refused(opened.error);
    return RESPONSE_ALREADY_SENT;
  });
}

/** Why somebody may not read on; undefined when they may, or when the store can't say. */
async function lost(
  { identities, library }: EventsWorld,
  { headers }: IncomingMessage,
  { person }: Identity,
  documentId: string,
): Promise<Refusal | undefined> {
  try {
    const identity = await identities.of(headers);
    if (identity?.person.id !== person.id) {
      return refusal("unauthenticated", "Your session ended. Sign in, and follow again.");
    }
    const access = await library.access(person.id, documentId, "read");
    return access.ok ? undefined : access.error;
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

/** How many streams each person holds now. */
class HeldStreams {
  readonly #counts = new Map<string, number>();

  take(personId: string): boolean {
    const count = this.#counts.get(personId) ?? 0;
    if (count >= streamsPerPerson) return false;
    this.#counts.set(personId, count + 1);
    return true;
  }

  give(personId: string): void {
    const left = (this.#counts.get(personId) ?? 1) - 1;
    if (left > 0) this.#counts.set(personId, left);
    else this.#counts.delete(personId);
  }
}

/** The version a reader has: a browser says it in a header when it comes back. */
function start(c: HttpContext): number | undefined {
  const { since } = query(c, eventsQuery);
  const last = c.req.header("last-event-id");
  return last === undefined || last === "" ? since : check(version, last);
}
