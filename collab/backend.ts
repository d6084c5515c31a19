/**
 * What pages may ask of the server. The custom server and Next's bundles evaluate shared modules
 * separately, so this crosses as one typed interface on `globalThis`, and carries plain data only.
 */

import type { Refusal } from "./protocol/refusals";
import type { PublicUser, Role } from "./protocol/server-messages";

export interface DocumentSummary {
  readonly id: string;
  readonly title: string;
  readonly role: Role;
  readonly starred: boolean;
  /** Wall-clock milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly updatedByName: string | null;
  readonly trashed: boolean;
  /** People in it right now. */
  readonly present: readonly PublicUser[];
}

export interface DocumentQuery {
  readonly view: "all" | "starred" | "trash";
  readonly search: string;
  readonly sort: "updated" | "created" | "title";
  readonly offset: number;
  readonly limit: number;
}

export interface DocumentPage {
  readonly id: string;
  readonly title: string;
  readonly role: Role;
  readonly version: number;
  /** The stored document as readable HTML, for the first paint. */
  readonly html: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Refusal };

export interface Backend {
  person(userId: string): Promise<PublicUser | undefined>;
  documents(userId: string, query: DocumentQuery): Promise<readonly DocumentSummary[]>;
  /** Opens by link: whoever may, becomes a member. `version` absent means the head. */
  document(userId: string, documentId: string, version?: number): Promise<Result<DocumentPage>>;
  /** True when the token is the administrator's. */
  isAdministrator(token: string): boolean;
}

const key = Symbol.for("tandem.backend");

/** Called once by the composition root. */
export function provideBackend(backend: Backend): void {
  Reflect.set(globalThis, key, backend);
}

/** The running server, as pages see it. */
export function backend(): Backend {
  const provided: unknown = Reflect.get(globalThis, key);
  if (!provided) throw new Error("The backend is not running: start Tandem with `npm start`.");
  return provided as Backend;
}

/** Header in which the custom server tells pages who asks. It is stripped from what clients send. */
export const userHeader = "x-tandem-user";
