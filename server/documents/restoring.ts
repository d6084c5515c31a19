/**
 * Going back: to a version, to some of its blocks, or behind what somebody did. Always as a new
 * change by who asked, with what it was about, so that history is never rewritten.
 */
import type { Node } from "@tiptap/pm/model";
import type { Step } from "@tiptap/pm/transform";
import { restoreBlocks } from "@/collab/history/restore-blocks";
import { shortenSteps } from "@/collab/history/shorten-steps";
import { takeBack } from "@/collab/history/take-back";
import type {
  ChangeAbout,
  RestoreRequest,
  RevertAnswer,
  RevertRequest,
} from "@/collab/history/versions";
import { refusal } from "@/collab/protocol/refusals";
import type { ClientAnswers, WentBack } from "@/collab/protocol/server-messages";
import type { Origin } from "../ports/change-log";
import type { SessionStore } from "../ports/history";
import type { Person } from "../ports/people";
import { actAs } from "./acting";
import { writeAbout } from "./change-about";
import type { FollowingWorld } from "./following";
import type { Library, Outcome } from "./library";
import { type PastWorld, readMaps, readPast } from "./read-past";
import { sessionProgress } from "./session-writer";

export interface RestoringWorld extends PastWorld, FollowingWorld {
  readonly library: Library;
  readonly sessions: SessionStore;
}

export class Restoring {
  readonly #world: RestoringWorld;

  constructor(world: RestoringWorld) {
    this.#world = world;
  }

  /** Makes an old version the newest one, or brings some of its blocks back. */
  async restore(
    person: Person,
    documentId: string,
    { version, blocks }: RestoreRequest,
  ): Promise<Outcome<RevertAnswer>> {
    const { library } = this.#world;
    const access = await library.access(person.id, documentId, "restore");
    if (!access.ok) return access;
    const source = await library.read(person.id, documentId, version);
    if (!source.ok) return source;
    const { doc } = source.value.head;
    const { headVersion } = access.document;
    const told = (kind: WentBack["kind"]) => this.#telling(person, documentId, kind);
    if (blocks) {
      const request = { version, blocks };
      const done = await this.#restoreBlocks(person, documentId, request, doc, headVersion);
      return told("restored_blocks")(done);
    }
    const change = {
      changeId: this.#world.newId(),
      origin: "restore" as const,
      about: writeAbout({ kind: "restored", version }),
    };
    const answer = await library.become(person, documentId, doc.toJSON(), change);
    return told("restored")(await this.#answered(documentId, change.changeId, answer, []));
  }

  /** Everybody in the document learns of it, and how to take it back. */
  #telling(person: Person, documentId: string, kind: WentBack["kind"]) {
    const { id, name, color } = person;
    return (done: Outcome<RevertAnswer>): Outcome<RevertAnswer> => {
      if (!done.ok || !done.value.changed) return done;
      const wentBack = { by: { id, name, color }, version: done.value.version, kind };
      this.#world.library.announce(documentId, { wentBack });
      return done;
    };
  }

  async #restoreBlocks(
    person: Person,
    documentId: string,
    { version, blocks }: Required<RestoreRequest>,
    old: Node,
    headVersion: number,
  ): Promise<Outcome<RevertAnswer>> {
    const head = await this.#world.library.read(person.id, documentId, headVersion);
    if (!head.ok) return head;
    const since = await readMaps(this.#world, documentId, version, headVersion);
    if (!since.ok) return since;
    const steps = restoreBlocks(old, head.value.head.doc, since.maps, blocks);
    const about = { kind: "restored_blocks", version } as const;
    return this.#make(person, documentId, headVersion, steps, "restore", about, []);
  }

  /** Takes back a change, a session, or everything by somebody, and leaves what others did. */
  async takeBack(
    person: Person,
    documentId: string,
    request: RevertRequest,
  ): Promise<Outcome<RevertAnswer>> {
    const access = await this.#world.library.access(person.id, documentId, "restore");
    if (!access.ok) return access;
    const { headVersion } = access.document;
    const found = await this.#range(documentId, request, headVersion);
    if (!found.ok) return found;
    const { from, to } = found.value;
    const read = await readPast(this.#world, documentId, from, headVersion, (change) =>
      "userId" in request ? change.userId === request.userId : change.version <= to,
    );
    if (!read.ok) return read;
    const work = takeBack(read.head, read.past);
    let turn = work.next();
    while (!turn.done) {
      await this.#world.pause();
      turn = work.next();
    }
    const { steps, doc, skipped } = turn.value;
    const short = shortenSteps(steps, read.head, doc);
    const about: ChangeAbout =
      "userId" in request
        ? { kind: "took_back_author", userId: request.userId }
        : { kind: "took_back", from, to };
    const told = this.#telling(person, documentId, "took_back");
    const made = this.#make(person, documentId, headVersion, short, "revert", about, skipped);
    return told(await made);
  }

  /** The versions that a request is about. */
  async #range(
    documentId: string,
    request: RevertRequest,
    headVersion: number,
  ): Promise<Outcome<{ from: number; to: number }>> {
    if ("from" in request) {
      const { from, to } = request;
      if (from <= to && to <= headVersion) return { ok: true, value: { from, to } };
      const message = `There are no versions ${from} to ${to}; the newest is ${headVersion}.`;
      return { ok: false, error: refusal("not_found", message) };
    }
    const progress = await sessionProgress(this.#world, documentId);
    const first = await this.#firstBy(documentId, request.userId);
    // What is not grouped yet may be theirs as well: it is read in any case.
    const from = first ?? progress.version + 1;
    if (from <= headVersion) return { ok: true, value: { from, to: headVersion } };
    const message = "This person changed nothing in this document.";
    return { ok: false, error: refusal("not_found", message) };
  }

  /** Where the first session begins in which somebody worked. */
  async #firstBy(documentId: string, userId: string): Promise<number | undefined> {
    const { sessions } = this.#world;
    const { open } = await sessionProgress(this.#world, documentId);
    const isOpen = open?.authors.some((author) => author.userId === userId);
    let first = isOpen ? open?.from : undefined;
    for (let before = Number.MAX_SAFE_INTEGER; ; ) {
      const page = await sessions.closed(documentId, { before, limit: 200, person: userId });
      const last = page.at(-1);
      if (!last) return first;
      first = last.from;
      before = last.from;
    }
  }

  async #make(
    person: Person,
    documentId: string,
    baseVersion: number,
    steps: readonly Step[],
    origin: Origin,
    about: ChangeAbout,
    skipped: readonly number[],
  ): Promise<Outcome<RevertAnswer>> {
    // Nothing is left of it: nothing to do, and nothing to store.
    if (steps.length === 0) {
      return { ok: true, value: { version: baseVersion, changed: false, skipped } };
    }
    const json = steps.map((step) => step.toJSON());
    const told = { changeId: this.#world.newId(), origin, about: writeAbout(about) };
    const change = { documentId, baseVersion, steps: json, ...told };
    const made = await actAs(this.#world, person, (answer) => ({
      tag: "make_change",
      ...change,
      answer,
    }));
    return this.#answered(documentId, change.changeId, made, skipped);
  }

  /** A change that changes nothing is answered with the head, which others may just have made. */
  async #answered(
    documentId: string,
    changeId: string,
    answer: ClientAnswers["apply_change"],
    skipped: readonly number[],
  ): Promise<Outcome<RevertAnswer>> {
    if (!answer.ok) return answer;
    const stored = await this.#world.log.find(documentId, changeId);
    return { ok: true, value: { version: answer.version, changed: stored !== undefined, skipped } };
  }
}
