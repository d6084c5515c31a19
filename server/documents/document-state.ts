/** What a DocumentActor holds, and what it needs of the world. */
import type { Context } from "../actors/context";
import type { From } from "../actors/message";
import type { Destination } from "../actors/ref";
import type { ChangeLog } from "../ports/change-log";
import type { StoreFailure } from "../ports/store-error";
import type { JournalMessage } from "./journal-messages";
import type { DocumentMessage, SubmittedChange } from "./messages";
import type { Participants } from "./participants";
import type { Head, Sequencer } from "./sequencer";

export type DocumentContext = Context<DocumentMessage>;

/** The document's neighbours and rules; `tree.ts` ties the knots. */
export interface DocumentWorld {
  readonly log: ChangeLog;
  readonly journal: Destination<JournalMessage>;
  /** How long an empty document stays in memory, in milliseconds. */
  readonly idleMs: number;
  /** A checkpoint is taken every so many versions. */
  readonly checkpointEvery: number;
  startChange(documentId: string, changeId: string, ctx: DocumentContext): void;
  /** The number of the request, whose answer is the CatchUpActor. */
  startCatchUp(documentId: string, gap: Gap, ctx: DocumentContext): number;
  startCheckpoint(documentId: string, head: Head, ctx: DocumentContext): void;
  /** Keeps the text for search. */
  startText(documentId: string, head: Head, soon: boolean, ctx: DocumentContext): void;
  /** Groups what is stored up to a version into sessions. */
  startHistory(documentId: string, until: number, ctx: DocumentContext): void;
  /** Asks the Registry to let this actor go, keeping what arrives meanwhile. */
  passivate(documentId: string, ctx: DocumentContext): void;
  /** Registers the new incarnation under the document's name. */
  register(documentId: string, ctx: DocumentContext): void;
}

/** Versions an old change must read from the log. */
export interface Gap {
  readonly changeId: string;
  readonly since: number;
  readonly until: number;
}

export interface DocumentArgs {
  readonly documentId: string;
  readonly world: DocumentWorld;
}

/** An old change whose past is being read. */
export interface CatchingUp {
  readonly change: SubmittedChange;
  readonly waiters: From[];
  /** Of the request for a reader, which is watched once it is there. */
  readonly request: number;
  monitor: number | undefined;
}

/** A document that is loaded. */
export interface OpenDocument {
  /** Undefined until the document, opened to be read only, could be claimed. */
  epoch: number | undefined;
  /** What keeps the store from taking changes, as long as it does. */
  trouble: StoreFailure | undefined;
  title: string;
  readonly sequencer: Sequencer<From>;
  /** By the ids of the changes. */
  readonly catchingUp: Map<string, CatchingUp>;
  checkpointVersion: number;
  /** The version whose text search knows; undefined until this incarnation kept one. */
  textVersion: number | undefined;
  textPlanned: boolean;
  /** Steps applied since the last checkpoint fell due, which an opening would replay. */
  stepsSinceCheckpoint: number;
  /** A head that is due as a checkpoint once it is stored. */
  checkpointDue: Head | undefined;
  /** Set when a stored row could not be read: nobody may write. */
  readonly damage: string | undefined;
}

export interface DocumentState extends DocumentArgs {
  /** Undefined while the store does not answer. */
  open: OpenDocument | undefined;
  loadAttempts: number;
  readonly participants: Participants;
  presenceTimer: boolean;
  /** Whether it is in the trash, once that was announced here. */
  deleted: boolean | undefined;
  /** Counts visits, so that a rest planned before one is not taken after it. */
  visits: number;
}
