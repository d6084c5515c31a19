/** Who asks: signed session cookies, guests on a first visit, and the origins that may ask at all. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { guestColors, guestName } from "@/collab/people/guests";
import { limits } from "@/collab/protocol/limits";
import type { PeopleStore, Person } from "../ports/people";

export const sessionCookie = "tandem_session";
const sessionMs = 400 * 24 * 60 * 60 * 1000;

export interface Identity {
  readonly person: Person;
  readonly sessionId: string;
  /** The signed value: what the cookie holds, and what a program sends as its bearer token. */
  readonly token: string;
}

export class Identities {
  readonly #colors = guestColors(Math.random);

  constructor(
    readonly people: PeopleStore,
    readonly secret: string,
    readonly secureCookies: boolean,
    readonly now: () => number,
  ) {}

  /** The identity behind a cookie header or bearer token; undefined when there is none. */
  async of(headers: IncomingMessage["headers"]): Promise<Identity | undefined> {
    const token = bearer(headers.authorization) ?? cookie(headers.cookie, sessionCookie);
    const sessionId = token === undefined ? undefined : this.#verify(token);
    if (token === undefined || sessionId === undefined) return undefined;
    const found = await this.people.findSession(sessionId);
    if (!found || found.session.expiresAt <= this.now()) return undefined;
    return { person: found.person, sessionId, token };
  }

  async createGuest(name?: string): Promise<Identity> {
    const now = this.now();
    const sessionId = newId();
    const person: Person = {
      id: newId(),
      name: cleanName(name) ?? guestName(Math.random),
      color: this.#colors.next().value,
      guest: true,
      createdAt: now,
    };
    const session = {
      id: sessionId,
      userId: person.id,
      createdAt: now,
      expiresAt: now + sessionMs,
    };
    await this.people.create(person, session);
    return { person, sessionId, token: this.#sign(sessionId) };
  }

  /** The value of a `Set-Cookie` header; an undefined token takes the cookie away. */
  setCookie(token: string | undefined): string {
    const age = token === undefined ? 0 : Math.floor(sessionMs / 1000);
    const secure = this.secureCookies ? "; Secure" : "";
    const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`;
    return `${sessionCookie}=${token ?? ""}; ${attributes}`;
  }

  #sign(sessionId: string): string {
    return `${sessionId}.${this.#mac(sessionId)}`;
  }

  #verify(token: string): string | undefined {
    const [sessionId, mac, ...rest] = token.split(".");
    if (!sessionId || !mac || rest.length > 0) return undefined;
    const expected = Buffer.from(this.#mac(sessionId));
    const given = Buffer.from(mac);
    const same = expected.length === given.length && timingSafeEqual(expected, given);
    return same ? sessionId : undefined;
  }

  #mac(sessionId: string): string {
    return createHmac("sha256", this.secret).update(`session:${sessionId}`).digest("base64url");
  }
}

/** 128 random bits: unguessable, so that holding a document's id is holding its link. */
export function newId(): string {
  return randomBytes(16).toString("base64url");
}

/** A name as it may be shown: trimmed, without control characters; undefined when nothing is left. */
export function cleanName(name: string | undefined): string | undefined {
  const clean = name
    ?.slice(0, limits.nameLength)
    // After the cut, which may leave half of a character.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
    .trim();
  return clean || undefined;
}

/**
 * Whether a request with this Origin header may act. A browser's own page has the origin of the
 * host it was loaded from, or of the public address; a program that is no browser sends none.
 */
export function isAllowedOrigin(
  headers: IncomingMessage["headers"],
  url: URL | undefined,
): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return headers["sec-fetch-site"] !== "cross-site";
  if (url && origin === url.origin) return true;
  const parsed = URL.canParse(origin) ? new URL(origin) : undefined;
  return parsed !== undefined && host !== undefined && parsed.host === host;
}

function bearer(header: string | undefined): string | undefined {
  return header?.match(/^Bearer ([\w.-]{1,256})$/)?.[1];
}

function cookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(";") ?? []) {
    const [key, value] = part.trim().split("=");
    if (key === name && value !== undefined && value.length <= 256) return value;
  }
  return undefined;
}
