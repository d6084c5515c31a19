/** The HTTP API: who may ask, how much, and how every failure is answered. Routes live beside it. */
import { Hono } from "hono";
import { refusal } from "@/collab/protocol/refusals";
import { RateLimits } from "../../documents/rate-limits";
import { StoreError } from "../../ports/store-error";
import { isAllowedOrigin } from "../identity";
import { contentRoutes } from "./content-routes";
import { type Env, type HttpWorld, Refused, refuse } from "./context";
import { documentRoutes } from "./document-routes";
import { eventRoutes } from "./event-routes";
import { importRoutes } from "./import-routes";
import { sessionRoutes } from "./session-routes";
import { systemRoutes } from "./system-routes";
import { uploadedRoutes, uploadRoutes } from "./upload-routes";
import { versionRoutes } from "./version-routes";

/** What stores a whole document. Files with images, and uploads, have limits of their own as well. */
const makingPaths = ["", "/import", "/:id/duplicate", "/:id/restore", "/:id/revert"].map(
  (path) => `/api/documents${path}`,
);
/** A folder of Markdown files at once, and then as many as somebody can read. */
const makingRate = { perSecond: 1, burst: 200 };

export function createHttpApp(world: HttpWorld): Hono<Env> {
  const app = new Hono<Env>();
  app.use("/api/*", async (c, next) => {
    const reads = c.req.method === "GET" || c.req.method === "HEAD";
    if (!reads && !isAllowedOrigin(c.env.incoming.headers, world.url)) {
      return refuse(c, refusal("forbidden_origin", "This page may not act on this server."));
    }
    await next();
    c.header("Cache-Control", c.res.headers.get("Cache-Control") ?? "no-store");
  });
  app.route("/api/system", systemRoutes(world.system, world.adminToken));
  app.route("/api/session", sessionRoutes(world));
  app.use("/api/*", async (c, next) => {
    const identity = await world.identities.of(c.env.incoming.headers);
    if (!identity) {
      const message = "Get a session first: POST /api/session, or sign in.";
      return refuse(c, refusal("unauthenticated", message));
    }
    c.set("identity", identity);
    await next();
  });
  const making = new RateLimits(makingRate);
  app.on("POST", makingPaths, async (c, next) => {
    if (!making.take(c.get("identity").person.id, performance.now())) {
      const message = "Too many documents and versions at once. Wait a minute and try again.";
      return refuse(c, refusal("rate_limited", message));
    }
    await next();
  });
  app.route("/api/documents", importRoutes(world.imports));
  app.route("/api/documents", documentRoutes(world));
  app.route("/api/documents/:id", contentRoutes(world));
  app.route("/api/documents/:id", eventRoutes(world));
  app.route("/api/documents/:id", versionRoutes(world));
  app.route("/api/documents/:id", uploadRoutes(world.uploads));
  app.route("/uploads", uploadedRoutes(world.uploads));
  app.notFound((c) => refuse(c, refusal("not_found", `There is nothing at ${c.req.path}.`)));
  app.onError((error, c) => {
    if (error instanceof Refused) return refuse(c, error.refusal);
    if (error instanceof StoreError) {
      world.log.warn({ failure: error.failure }, error.message);
      return refuse(c, refusal("unavailable", "The store does not answer. Try again shortly."));
    }
    const id = crypto.randomUUID();
    world.log.error({ error, id, path: c.req.path }, "a request failed");
    const message = `Something went wrong on the server (${id}). Look whether it was done before you try again.`;
    return c.json({ error: { code: "internal", message } }, 500);
  });
  return app;
}
