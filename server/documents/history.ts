/** The history of a document for people: a page of sessions, and named versions. */
import type { HistorySession, SessionProgress } from "@/collab/history/sessions";
import { toBars } from "@/collab/history/touched";
import type {
  HistoryOverview,
  ListedName,
  ListedSession,
  RunsPage,
  VersionsPage,
} from "@/collab/history/versions";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import type { PublicUser } from "@/collab/protocol/server-messages";
import type { Sender } from "../actors/context";
import type { Destination } from "../actors/ref";
import type { ChangeLog } from "../ports/change-log";
import type { DocumentStore, NamedVersion, NamedVersionStore } from "../ports/documents";
import type { SessionStore } from "../ports/history";
import type { PeopleStore, Person } from "../ports/people";
import { type Access, authorise } from "./access";
import { readAbout } from "./change-about";
import { overviewOf } from "./history-overview";
import { readRuns } from "./history-runs";
import type { Outcome } from "./library";
import type { DocumentMessage } from "./messages";
import { lookUpPeople } from "./people-lookup";
import { may } from "./permissions";
import { advanceSessions, cutSession } from "./session-writer";

/** Pages of the log taken in while somebody waits; the document's own actor does the rest. */
const pagesAtOnce = 10;
/** Names one document may have. */
const mostNames = 1000;
/** Names a search may find, each shown with its session. */
const mostFound = 50;

export interface VersionsQuery {
  readonly before?: number | undefined;
  readonly limit: number;
  readonly person?: string | undefined;
  readonly name?: string | undefined;
}

export interface HistoryWorld {
  readonly documents: DocumentStore;
  readonly names: NamedVersionStore;
  readonly sessions: SessionStore;
  readonly people: PeopleStore;
  readonly log: ChangeLog;
  readonly sender: Sender;
  document(documentId: string): Destination<DocumentMessage>;
  now(): number;
}

type Reading = Extract<Access, { ok: true }>;

export class History {
  readonly #world: HistoryWorld;

  constructor(world: HistoryWorld) {
    this.#world = world;
  }

  /** Sessions, newest first, and every name. */
  async versions(
    userId: string,
    documentId: string,
    query: VersionsQuery,
  ): Promise<Outcome<VersionsPage>> {
    const { names, people } = this.#world;
    const access = await this.#reading(userId, documentId);
    if (!access.ok) return access;
    const { headVersion, title } = access.document;
    const progress = await this.#prepare(documentId, headVersion);
    const named = namedLike(await names.named(documentId), query.name);
    const { sessions, next } =
      query.name === undefined
        ? await this.#page(documentId, progress, query)
        : { sessions: await this.#around(documentId, progress, named), next: null };
    const users = await lookUpPeople(people, [
      ...sessions.flatMap(({ authors }) => authors.map((author) => author.userId)),
      ...named.map((name) => name.userId),
    ]);
    const listed = sessions.map((session) =>
      listSession(session, users, session.from !== progress.open?.from),
    );
    const value = {
      ...{ version: headVersion, title, sessions: listed, next },
      named: named.map((name) => listName(name, users(name.userId))),
      preparing: progress.version < headVersion ? progress.version : null,
    };
    return { ok: true, value };
  }

  async runs(
    userId: string,
    documentId: string,
    from: number,
    to: number,
  ): Promise<Outcome<RunsPage>> {
    const access = await this.#reading(userId, documentId);
    if (!access.ok) return access;
    const last = Math.min(to, access.document.headVersion);
    return { ok: true, value: await readRuns(this.#world.log, documentId, from, last) };
  }

  async overview(
    userId: string,
    documentId: string,
    buckets: number,
  ): Promise<Outcome<HistoryOverview>> {
    const access = await this.#reading(userId, documentId);
    if (!access.ok) return access;
    const progress = await this.#prepare(documentId, access.document.headVersion);
    return { ok: true, value: await overviewOf(this.#world, documentId, progress, buckets) };
  }

  /** Gives a version a name, or another one. */
  async name(
    person: Person,
    documentId: string,
    version: number,
    name: string,
  ): Promise<Outcome<ListedName>> {
    const { names, now } = this.#world;
    const access = await this.#naming(person.id, documentId);
    if (!access.ok) return access;
    const { headVersion } = access.document;
    const error = await this.#unnameable(documentId, version, name, headVersion);
    if (error) return { ok: false, error };
    const createdAt = now();
    const progress = await this.#prepare(documentId, headVersion);
    // Only the present is worth a cut: what is still being prepared is over.
    if (progress.version >= headVersion) {
      await cutSession(this.#world, documentId, version, createdAt);
    }
    const row = { documentId, version, name: name.trim(), userId: person.id, createdAt };
    await names.name(row);
    const { id, name: author, color } = person;
    return { ok: true, value: listName(row, { id, name: author, color }) };
  }

  async unname(
    userId: string,
    documentId: string,
    version: number,
  ): Promise<Outcome<{ version: number }>> {
    const access = await this.#naming(userId, documentId);
    if (!access.ok) return access;
    const removed = await this.#world.names.unname(documentId, version);
    const message = `Version ${version} has no name.`;
    if (!removed) return { ok: false, error: refusal("not_found", message) };
    return { ok: true, value: { version } };
  }

  #reading(userId: string, documentId: string): Promise<Access> {
    return authorise(this.#world.documents, userId, documentId, "history");
  }

  async #naming(userId: string, documentId: string): Promise<Access> {
    const access = await this.#reading(userId, documentId);
    if (!access.ok || may(access.role, "restore")) return access;
    const message = "Only who may edit the document names its versions.";
    return { ok: false, error: refusal("forbidden", message) };
  }

  async #unnameable(
    documentId: string,
    version: number,
    name: string,
    headVersion: Reading["document"]["headVersion"],
  ): Promise<Refusal | undefined> {
    if (version > headVersion) return refusal("not_found", `There is no version ${version} yet.`);
    if (name.trim() === "") return refusal("invalid_message", "A name needs a letter.");
    const named = await this.#world.names.named(documentId);
    if (named.length < mostNames || named.some((other) => other.version === version)) return;
    return refusal("too_large", `A document has ${mostNames} names at most. Remove one first.`);
  }

  /** Takes in what is new; a long history that was never looked at is prepared in the background. */
  async #prepare(documentId: string, headVersion: number): Promise<SessionProgress> {
    const progress = await advanceSessions(this.#world, documentId, headVersion, pagesAtOnce);
    if (progress.version < headVersion) {
      this.#world.sender.cast(this.#world.document(documentId), { tag: "prepare_history" });
    }
    return progress;
  }

  async #page(
    documentId: string,
    { open }: SessionProgress,
    { before = Number.MAX_SAFE_INTEGER, limit, person }: VersionsQuery,
  ): Promise<{ sessions: readonly HistorySession[]; next: number | null }> {
    const mine = !person || open?.authors.some(({ userId }) => userId === person);
    const newest = open && mine && open.from < before ? [open] : [];
    const asked = { before, limit: limit - newest.length, ...(person ? { person } : {}) };
    const closed = await this.#world.sessions.closed(documentId, asked);
    const sessions = [...newest, ...closed];
    const last = sessions.at(-1);
    return {
      sessions,
      next: last && sessions.length === limit && last.from > 1 ? last.from : null,
    };
  }

  /** The sessions that hold named versions. */
  async #around(
    documentId: string,
    { open }: SessionProgress,
    named: readonly NamedVersion[],
  ): Promise<readonly HistorySession[]> {
    const found = new Map<number, HistorySession>();
    for (const { version } of named.slice(0, mostFound)) {
      const isOpen = open && open.from <= version && version <= open.to;
      const session = isOpen ? open : await this.#world.sessions.closedAt(documentId, version);
      if (session) found.set(session.from, session);
    }
    return [...found.values()];
  }
}

function listSession(
  session: HistorySession,
  users: (id: string) => PublicUser,
  closed: boolean,
): ListedSession {
  const { from, to, origin, startedAt, endedAt, changes } = session;
  return {
    ...{ from, to, origin, about: readAbout(session.about), startedAt, endedAt, changes, closed },
    authors: session.authors.map(({ userId, ...work }) => ({ ...users(userId), ...work })),
    bars: toBars(session.touched, session.size),
  };
}

function listName({ version, name, createdAt }: NamedVersion, user: PublicUser): ListedName {
  return { version, name, user, createdAt };
}

function namedLike(named: readonly NamedVersion[], name: string | undefined) {
  if (name === undefined) return named;
  const wanted = name.trim().toLocaleLowerCase();
  return named.filter((one) => one.name.toLocaleLowerCase().includes(wanted));
}
