/** What a session is made of. */
import type { Schema } from "@tiptap/pm/model";
import type { Clock, PendingDrawer, PendingStore, PendingWork, Transport } from "./ports";
import type { TitlePort } from "./title-work";

export interface SessionOptions {
  readonly documentId: string;
  readonly transport: Transport;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** 128 random bits. */
  readonly newId: () => string;
  readonly pending: PendingStore;
  readonly schema: Schema;
  /** Where titles go; none is written in a session without. */
  readonly title?: TitlePort;
  /** The stored document at a version, as JSON. */
  loadVersion(documentId: string, version: number): Promise<unknown>;
  /** Whether somebody else on this connection needs the document joined when this session ends. */
  keepJoined?(): boolean;
  /** `close` was called; what is unsaved may still be on its way. */
  closing?(): void;
  /** Calls `act` whenever the page may be about to go; returns how to stop that. */
  readonly leaving?: (act: () => void) => () => void;
  /** Work of a tab that is gone, which this session delivers. */
  readonly adopted?: Adopted;
}

export interface Adopted {
  readonly work: PendingWork;
  readonly drawer: PendingDrawer;
  /** The document the work was made on. */
  readonly doc: object;
}
