/** What a UserActor holds, and what it needs of the world. */
import type { ClientAnswers, PublicUser, Role } from "@/collab/protocol/server-messages";
import type { Context } from "../actors/context";
import type { ActorRef, Destination } from "../actors/ref";
import type { ChangeLog } from "../ports/change-log";
import type { Connection } from "../ports/connection";
import type { DocumentStore } from "../ports/documents";
import type {
  DocumentMessage,
  FollowDocument,
  MovePresence,
  UserJoin,
  UserMessage,
} from "./messages";
import type { MissedPresence } from "./missed-presence";
import type { TokenBucket } from "./token-bucket";

export type UserContext = Context<UserMessage>;

export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

export interface UserWorld {
  readonly documents: DocumentStore;
  readonly log: ChangeLog;
  readonly limits: {
    readonly changes: RateLimit;
    readonly presence: RateLimit;
    readonly reads: RateLimit;
    /** A client with more unread bytes than this is cut loose and resynchronised by version. */
    readonly backlogBytes: number;
  };
  /** The name under which the Registry finds, or wakes, a document. */
  document(documentId: string): Destination<DocumentMessage>;
  digest(text: string): string;
}

export interface UserArgs {
  readonly user: PublicUser;
  readonly sessionId: string;
  readonly connection: Connection;
  readonly world: UserWorld;
}

/** Where a person is, in positions of a version; nowhere, while nobody looks. */
export type Place = Pick<MovePresence, "version" | "anchor" | "head">;

/** A document this connection is in. */
export interface Subscription {
  readonly documentId: string;
  readonly role: Role;
  /** The last version sent to the client. */
  version: number;
  document: ActorRef<DocumentMessage> | undefined;
  monitor: number | undefined;
  /** The client reads too slowly: nothing is sent until it has caught up. */
  lagging: boolean;
  readonly missed: MissedPresence;
  rejoins: number;
  /** As the person told it last; undefined once what they typed has told it since. */
  place: Place | undefined;
  /** It is told in a moment. */
  tellsPlace: boolean;
}

/** A question put to a DocumentActor, until its answer comes. */
export type Pending =
  | PendingJoin
  | { readonly kind: "rejoin"; readonly documentId: string }
  | { readonly kind: "follow"; readonly message: FollowDocument; readonly role: Role }
  | PendingChange;

export interface PendingJoin {
  readonly kind: "join";
  readonly message: UserJoin;
  readonly role: Role;
  /** It was in the trash when its rights were looked up. */
  readonly trashed: boolean;
}

export interface PendingChange {
  readonly kind: "change";
  readonly changeId: string;
  readonly answer: (answer: ClientAnswers["apply_change"], told?: boolean) => void;
  /** The connection was sent the change itself: it need not be told that it is stored. */
  told: boolean;
}

export interface UserState extends UserArgs {
  user: PublicUser;
  readonly subscriptions: Map<string, Subscription>;
  readonly pending: Map<number, Pending>;
  /** Those of the pending which are changes, by their ids. */
  readonly underWay: Map<string, PendingChange>;
  asked: number;
  readonly buckets: {
    readonly changes: TokenBucket;
    readonly presence: TokenBucket;
    readonly reads: TokenBucket;
  };
}

/** A client that asks and does not read is asked to read first: answers take memory until then. */
export function readsTooSlowly({ connection, world }: UserState): boolean {
  return connection.backlogBytes() > world.limits.backlogBytes;
}

/** Puts a question to a document; the answer comes back as an info message with this label. */
export function ask(state: UserState, pending: Pending, put: (label: number) => void): void {
  state.asked += 1;
  state.pending.set(state.asked, pending);
  put(state.asked);
}
