/** What people do with documents as a whole, authorised by who they are: list, make, rename, trash. */
import type { Node } from "@tiptap/pm/model";
import type { DocumentQuery, DocumentSummary } from "@/collab/backend";
import { textFromDocument } from "@/collab/content/text";
import type { StepJson } from "@/collab/protocol/client-messages";
import { limits } from "@/collab/protocol/limits";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import type {
  ClientAnswers,
  DocumentUpdated,
  PublicUser,
  PullAnswer,
  Role,
} from "@/collab/protocol/server-messages";
import { untitled } from "@/collab/untitled";
import type { ActorRef, Destination } from "../actors/ref";
import type { ChangeLog, Origin } from "../ports/change-log";
import type { DocumentRow, DocumentStore, ListedDocument } from "../ports/documents";
import type { PeopleStore, Person } from "../ports/people";
import { type Access, authorise } from "./access";
import { actAs } from "./acting";
import type { FollowingWorld } from "./following";
import { documentAt } from "./history-reader";
import { toWire } from "./load-document";
import type { DocumentMessage } from "./messages";
import type { Action } from "./permissions";
import type { Head } from "./sequencer";

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Refusal };

export interface LibraryWorld extends FollowingWorld {
  readonly documents: DocumentStore;
  readonly people: PeopleStore;
  readonly log: ChangeLog;
  now(): number;
  document(documentId: string): Destination<DocumentMessage>;
  /** The document's actor if it is in memory; asking wakes nobody. */
  openDocument(documentId: string): ActorRef<DocumentMessage> | undefined;
}

const presenceMs = 200;
/** More nobody looks through. */
const membersAtMost = 200;

export class Library {
  readonly #world: LibraryWorld;

  constructor(world: LibraryWorld) {
    this.#world = world;
  }

  access(userId: string, documentId: string, action: Action): Promise<Access> {
    return authorise(this.#world.documents, userId, documentId, action);
  }

  async list(userId: string, query: DocumentQuery): Promise<readonly DocumentSummary[]> {
    const rows = await this.#world.documents.list({
      userId,
      trashed: query.view === "trash",
      ...(query.view === "starred" ? { starred: true } : {}),
      ...(query.search ? { search: query.search } : {}),
      sort: query.sort,
      limit: query.limit,
      offset: query.offset,
    });
    return Promise.all(rows.map((row) => this.#summarise(row)));
  }

  /**
   * Makes a document, with `content` as its first version when there is any. One whose content was
   * not stored is found in the trash: it may have been stored all the same.
   */
  async create(
    person: Person,
    title: string | undefined,
    content?: Node,
  ): Promise<Outcome<DocumentRow>> {
    const { documents, newId, now } = this.#world;
    const document = await documents.create({
      id: newId(),
      title: cleanTitle(title) ?? (content && firstHeading(content)) ?? untitled,
      ownerId: person.id,
      createdAt: now(),
    });
    if (!content) return { ok: true, value: document };
    const change = { changeId: newId(), origin: "import" as const };
    const answer = await this.become(person, document.id, content.toJSON(), change);
    if (!answer.ok) {
      await documents.setTrashed(document.id, now());
      return answer;
    }
    // Its first checkpoint is far away, and what was imported is looked for soon.
    await documents.saveTexts(new Map([[document.id, textFromDocument(content)]]));
    return { ok: true, value: document };
  }

  /** Who is in it and who has it, for whoever writes in it. */
  async people(userId: string, documentId: string): Promise<Outcome<readonly PublicUser[]>> {
    const access = await this.access(userId, documentId, "write");
    if (!access.ok) return access;
    const { documents, people } = this.#world;
    const members = await people.findMany(await documents.members(documentId, membersAtMost));
    const all = [...(await this.#present(documentId)), ...members];
    const shown = all.map(({ id, name, color }) => [id, { id, name, color }] as const);
    return { ok: true, value: [...new Map(shown).values()] };
  }

  async rename(userId: string, documentId: string, title: string): Promise<Outcome<DocumentRow>> {
    const access = await this.access(userId, documentId, "write");
    if (!access.ok) return access;
    const clean = cleanTitle(title) ?? untitled;
    await this.#world.documents.rename(documentId, clean);
    this.announce(documentId, { title: clean });
    return { ok: true, value: { ...access.document, title: clean } };
  }

  async trash(userId: string, documentId: string, trashed: boolean): Promise<Outcome<DocumentRow>> {
    const access = await this.access(userId, documentId, "trash");
    if (!access.ok) return access;
    const trashedAt = trashed ? this.#world.now() : null;
    await this.#world.documents.setTrashed(documentId, trashedAt);
    this.announce(documentId, { deleted: trashed });
    return { ok: true, value: { ...access.document, trashedAt } };
  }

  async star(userId: string, documentId: string, starred: boolean): Promise<Outcome<DocumentRow>> {
    const access = await this.access(userId, documentId, "read");
    if (!access.ok) return access;
    await this.#world.documents.setStarred(documentId, userId, starred);
    return { ok: true, value: access.document };
  }

  /** A new document with the content of another at a version (its head, unless told). */
  async copy(person: Person, documentId: string, version?: number): Promise<Outcome<DocumentRow>> {
    const source = await this.read(person.id, documentId, version);
    if (!source.ok) return source;
    const { row, head } = source.value;
    const suffix = version === undefined ? " (copy)" : ` (version ${version})`;
    const room = limits.titleLength - suffix.length;
    const title = cleanTitle(row.title.slice(0, room)) ?? untitled;
    return this.create(person, title + suffix, head.doc);
  }

  /** The stored document at `version`, or at its head. */
  async read(
    userId: string,
    documentId: string,
    version?: number,
  ): Promise<Outcome<{ row: DocumentRow; head: Head; role: Role }>> {
    const action = version === undefined ? "read" : "history";
    const access = await this.access(userId, documentId, action);
    if (!access.ok) return access;
    const row = access.document;
    if (version !== undefined && version > row.headVersion) {
      const message = `There is no version ${version} yet; the newest is ${row.headVersion}.`;
      return { ok: false, error: refusal("not_found", message) };
    }
    const at = await documentAt(this.#world.log, documentId, version ?? row.headVersion);
    if (!at.ok) return at;
    return { ok: true, value: { row, head: at.head, role: access.role } };
  }

  /** The log after `since`, in a page, as it was stored and broadcast. */
  async changes(
    userId: string,
    documentId: string,
    since: number,
    limit: number,
  ): Promise<Outcome<PullAnswer>> {
    const access = await this.access(userId, documentId, "read");
    if (!access.ok) return access;
    const rows = await this.#world.log.read(documentId, since, limit, limits.pageBytes);
    const changes = rows.map(toWire);
    const last = changes.at(-1)?.version ?? since;
    const version = Math.max(access.document.headVersion, last);
    return { ok: true, value: { version, changes, more: last < version } };
  }

  /** A change over HTTP: a UserActor for its length, and the same path as a socket's. */
  change(
    person: Person,
    documentId: string,
    change: { changeId: string; baseVersion: number; steps: StepJson[] },
  ): Promise<ClientAnswers["apply_change"]> {
    const payload = { documentId, ...change };
    const said = { tag: "apply_change", payload, origin: "api" } as const;
    return actAs(this.#world, person, (answer) => ({ ...said, answer }));
  }

  /** Makes the document equal to `doc` by a change that others' work is rebased over. */
  become(
    person: Person,
    documentId: string,
    doc: unknown,
    change: { changeId: string; origin: Origin; about?: string },
  ): Promise<ClientAnswers["apply_change"]> {
    const said = { tag: "replace_document", documentId, doc, ...change } as const;
    return actAs(this.#world, person, (answer) => ({ ...said, answer }));
  }

  async #summarise(row: ListedDocument): Promise<DocumentSummary> {
    return {
      id: row.id,
      title: row.title,
      role: row.role,
      starred: row.starred,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      updatedByName: row.updatedByName,
      trashed: row.trashedAt !== null,
      present: await this.#present(row.id),
    };
  }

  async #present(documentId: string): Promise<readonly PublicUser[]> {
    const document = this.#world.openDocument(documentId);
    if (!document) return [];
    const options = { timeoutMs: presenceMs };
    const here = await this.#world.sender
      .call(document, { tag: "who_is_here" }, options)
      .catch(() => []);
    return [...new Map(here.map(({ user }) => [user.id, user])).values()];
  }

  /** Tells everybody in the document; a document that is not open has nobody to tell. */
  announce(documentId: string, update: Omit<DocumentUpdated, "documentId">): void {
    const document = this.#world.openDocument(documentId);
    if (document) this.#world.sender.cast(document, { tag: "document_updated", update });
  }
}

/** One line of a title, cut to its limit; undefined when nothing is left. */
export function cleanTitle(title: string | undefined): string | undefined {
  const clean = title
    ?.slice(0, limits.titleLength)
    // After the cut, which may leave half of a character.
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, " ")
    .trim();
  return clean || undefined;
}

function firstHeading(doc: Node): string | undefined {
  const first = doc.firstChild;
  return first?.type.name === "heading" ? cleanTitle(first.textContent) : undefined;
}
