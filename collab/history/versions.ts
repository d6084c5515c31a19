/**
 * What the history page asks of the server, and what it is told. Every list is a page; `next` is
 * what to ask for the one after it, and null at the end.
 */
import type { PublicUser } from "../protocol/server-messages";

/** What a change of the server's own making was about: what it restored, or took back. */
export type ChangeAbout =
  /** The document was made equal to this version. */
  | { readonly kind: "restored"; readonly version: number }
  /** Some blocks were brought back from this version. */
  | { readonly kind: "restored_blocks"; readonly version: number }
  /** These versions, inclusive, were taken back. */
  | { readonly kind: "took_back"; readonly from: number; readonly to: number }
  /** Everything by this person was taken back. */
  | { readonly kind: "took_back_author"; readonly userId: string };

export interface SessionAuthor extends PublicUser {
  readonly changes: number;
  /** Positions of the document: characters, and the edges of blocks. */
  readonly inserted: number;
  readonly deleted: number;
}

/** A part of the document, as fractions of its length at the session's last version: 0 to 1. */
export interface Bar {
  readonly from: number;
  readonly to: number;
}

export interface ListedSession {
  /** First and last version, inclusive. */
  readonly from: number;
  readonly to: number;
  /** `typing`, `import`, `restore`, `revert`, `api` or `agent`. */
  readonly origin: string;
  readonly about: ChangeAbout | null;
  /** Wall-clock milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly changes: number;
  /** A closed session never changes; the newest may still grow. */
  readonly closed: boolean;
  /** In order of their first change. */
  readonly authors: readonly SessionAuthor[];
  /** Where in the document was worked: at most 8, in order. */
  readonly bars: readonly Bar[];
}

export interface ListedName {
  readonly version: number;
  readonly name: string;
  readonly user: PublicUser;
  readonly createdAt: number;
}

/** `GET /api/documents/:id/versions?before=&limit=&person=&name=` */
export interface VersionsPage {
  /** The newest version. */
  readonly version: number;
  readonly title: string;
  /** Newest first. */
  readonly sessions: readonly ListedSession[];
  /** Every named version, newest first; with `name`, those whose name holds it. */
  readonly named: readonly ListedName[];
  /** Ask for the next page with this as `before`. */
  readonly next: number | null;
  /** Sessions are being prepared for the first time: up to this version they are. Ask again. */
  readonly preparing: number | null;
}

/** One author without a pause of ten seconds. */
export interface ListedRun {
  readonly from: number;
  readonly to: number;
  readonly userId: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly changes: number;
  readonly inserted: number;
  readonly deleted: number;
}

/**
 * `GET /api/documents/:id/versions/runs?from=&to=`: the runs of a session, oldest first. The next
 * page has `next` as its `from`. The single changes are `GET /api/documents/:id/changes?since=`.
 */
export interface RunsPage {
  readonly runs: readonly ListedRun[];
  readonly next: number | null;
}

/** `GET /api/documents/:id/versions/overview?buckets=`: the whole history at a glance. */
export interface HistoryOverview {
  readonly version: number;
  readonly people: readonly PublicUser[];
  /** Oldest first; of equal length in versions. */
  readonly buckets: readonly OverviewBucket[];
}

export interface BucketWork {
  readonly userId: string;
  readonly changes: number;
  /** Positions inserted and deleted; at least one for each change. */
  readonly size: number;
}

export interface OverviewBucket {
  readonly from: number;
  readonly to: number;
  readonly startedAt: number;
  readonly endedAt: number;
  /** By author; `userId` is one of `people`. */
  readonly work: readonly BucketWork[];
}

/**
 * `POST /api/documents/:id/restore`: a whole version; with `blocks`, only these parts of it, in
 * positions of that version (each is widened to whole blocks of the top level).
 */
export interface RestoreRequest {
  readonly version: number;
  readonly blocks?: readonly { readonly from: number; readonly to: number }[];
}

/** `POST /api/documents/:id/revert`: a change or a session (`from` to `to`), or a whole author. */
export type RevertRequest =
  | { readonly from: number; readonly to: number }
  | { readonly userId: string };

/** The answer to both. */
export interface RevertAnswer {
  /** The head afterwards. */
  readonly version: number;
  /** False when everything was like that already: nothing was stored. */
  readonly changed: boolean;
  /** Versions of which something could not be taken back, because what it was about is gone. */
  readonly skipped: readonly number[];
}
