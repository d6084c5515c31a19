/**
 * The door of the one HTTP server: what goes to the API, what goes to Next.js, and what every
 * answer carries. A first visit of a page makes a guest.
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { userHeader } from "@/collab/backend";
import { httpStatus, type Refusal } from "@/collab/protocol/refusals";
import type { Person } from "../../ports/people";
import type { Identities } from "../identity";
import type { Log } from "../log";
import type { Env } from "./context";
import type { GuestLimits } from "./guest-limits";
import type { PageAccess } from "./page-access";

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface RequestHandlerOptions {
  readonly api: Hono<Env>;
  readonly pages: NodeHandler;
  readonly access: PageAccess;
  readonly identities: Identities;
  readonly guests: GuestLimits;
  /** Somebody new opened the list of documents. */
  greet(person: Person): Promise<void>;
  readonly log: Log;
  /** React's development build evaluates code, so the policy must let it. */
  readonly development: boolean;
  readonly https: boolean;
}

/** Where no page is: what Next.js answers there is its page for it, as HTML. */
const nowhere = "/nothing-here";

const apiPaths = /^\/(api\/|uploads\/|healthz$|readyz$|metrics$)/;

export function createRequestHandler(options: RequestHandlerOptions): NodeHandler {
  const { api, pages, access, identities, guests, greet, log } = options;
  const notGreeted = (error: unknown) => log.warn({ error }, "a welcome was not written");
  const listener = getRequestListener(api.fetch, { overrideGlobalObjects: false });
  return async (request, response) => {
    try {
      const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
      setCommonHeaders(response, options.https);
      if (apiPaths.test(path)) return await listener(request, response);
      setPageHeaders(request, response, options.development);
      delete request.headers[userHeader];
      if (isPage(path)) {
        const known = await identities.of(request.headers);
        const comes = !known && visits(request);
        const error = comes ? guests.refusal(request) : undefined;
        if (error) return refuseVisit(response, error);
        const identity = comes ? await identities.createGuest() : known;
        if (identity && !known) {
          response.setHeader("Set-Cookie", identities.setCookie(identity.token));
          if (path === "/") await greet(identity.person).catch(notGreeted);
        }
        const userId = identity?.person.id ?? "";
        request.headers[userHeader] = userId;
        // A page that is gone to from within another one is told by what is there already.
        const whole = request.headers.rsc === undefined;
        if (whole && !(await access(request.url ?? "/", userId))) request.url = nowhere;
      }
      await pages(request, response);
    } catch (error) {
      log.error({ error }, "a request failed");
      answerFailure(response);
    }
  };
}

/** Crawlers, for which it is meant, know when to come back. */
function refuseVisit(response: ServerResponse, { code, message }: Refusal): void {
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Retry-After": "60" };
  response.writeHead(httpStatus(code), headers).end(message);
}

/** Whoever has half of a page or a download must not take a sentence of ours for the rest. */
function answerFailure(response: ServerResponse): void {
  if (response.writableEnded) return;
  if (response.headersSent) return void response.destroy();
  response.writeHead(503, { "Content-Type": "text/plain" });
  response.end("Tandem can't answer just now. Nothing is lost; reload in a moment.");
}

function isPage(path: string): boolean {
  return !path.startsWith("/_next/") && !/\.\w+$/.test(path);
}

/** A person opening a page, not a probe, a prefetch or a program. */
function visits({ method, headers }: IncomingMessage): boolean {
  const prefetch = headers["next-router-prefetch"] ?? headers.purpose ?? headers["sec-purpose"];
  return method === "GET" && prefetch === undefined && /text\/html/.test(headers.accept ?? "");
}

function setCommonHeaders(response: ServerResponse, https: boolean): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
  if (https) response.setHeader("Strict-Transport-Security", "max-age=31536000");
}

/** Next.js reads the nonce from the request's own policy header. */
function setPageHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  development: boolean,
): void {
  const nonce = randomBytes(16).toString("base64");
  const evaluates = development ? " 'unsafe-eval'" : "";
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluates}`,
    // Carets, column widths and colours are inline styles; they can't run anything.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data: https: http:",
    "font-src 'self' data:",
    "connect-src 'self' ws: wss:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join("; ");
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  response.setHeader("Content-Security-Policy", policy);
}
