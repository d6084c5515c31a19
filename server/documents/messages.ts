/** Every message between the actors of a document, under the names of the design. */
import type { Node } from "@tiptap/pm/model";
import type { StepMap } from "@tiptap/pm/transform";
import type {
  ApplyChange as ApplyChangePayload,
  ClientEvent,
  Join,
  Leave,
  PresenceUpdate,
  Pull,
  StepJson,
} from "@/collab/protocol/client-messages";
import type { Answer, Refusal } from "@/collab/protocol/refusals";
import type {
  BroadcastChange,
  ClientAnswers,
  DocumentUpdated,
  JoinAnswer,
  Presence,
  PresenceEvent,
  PublicUser,
  Role,
} from "@/collab/protocol/server-messages";
import type { AcceptedChange } from "@/collab/rebase/apply-change";
import type { Local, Message, Request } from "../actors/message";
import type { ActorRef } from "../actors/ref";
import type { Origin, StoredChange } from "../ports/change-log";
import type { StoreFailure } from "../ports/store-error";
import type { StoreNews } from "./store-messages";

/** A change on its way to being accepted: the author's steps, or a whole document to become. */
export interface SubmittedChange {
  readonly changeId: string;
  readonly userId: string;
  readonly baseVersion: number;
  readonly origin: Origin;
  /** JSON of what a change of the server's own making is about. */
  readonly about?: string;
  /** Digest of what the author sent, which a retry must match. */
  readonly digest: string;
  /** The session whose caret stands at the end of the last step. */
  readonly caretOf?: string;
  readonly body:
    | { readonly kind: "steps"; readonly steps: readonly StepJson[] }
    /** Steps of the server's own making: no limit of the wire applies. */
    | { readonly kind: "made"; readonly steps: readonly StepJson[] }
    | { readonly kind: "become"; readonly doc: unknown };
}

/** One connection in a document. */
export interface Participant {
  readonly sessionId: string;
  readonly user: PublicUser;
  readonly role: Role;
  /** Where an author's caret is need not be said apart from the change that moved it. */
  readonly readsCarets: boolean;
}

// To a DocumentActor, from a UserActor.

/** What a join yields; `changes` are absent when `since` is before what is in memory. */
export interface Joined {
  readonly answer: Answer<JoinAnswer>;
  /** The incarnation to watch: when it dies, join again. */
  readonly document: ActorRef<DocumentMessage>;
}

export interface JoinDocument extends Request<Joined> {
  readonly tag: "join";
  readonly participant: Participant;
  readonly subscriber: ActorRef<UserMessage>;
  readonly since?: number;
}

export interface ApplyChange extends Request<Answer<{ version: number }>> {
  readonly tag: "apply_change";
  readonly userId: string;
  readonly change: SubmittedChange;
}

export interface MovePresence extends Message {
  readonly tag: "presence";
  readonly sessionId: string;
  readonly version: number;
  readonly anchor: number | null;
  readonly head: number | null;
}

/** Somebody took another name or colour; their connections tell the documents they are in. */
export interface PersonChanged extends Message {
  readonly tag: "person_changed";
  readonly user: PublicUser;
}

/** The same, of one of those connections. */
export interface ParticipantChanged extends Message {
  readonly tag: "participant_changed";
  readonly sessionId: string;
  readonly user: PublicUser;
}

export interface LeaveDocument extends Message {
  readonly tag: "leave";
  readonly sessionId: string;
}

/** Something about the document itself changed: its title, or that it is in the trash. */
export interface DocumentChanged extends Message {
  readonly tag: "document_updated";
  readonly update: Omit<DocumentUpdated, "documentId">;
}

/** Somebody looks at a history whose sessions were never written: write them, in the background. */
export interface PrepareHistory extends Message {
  readonly tag: "prepare_history";
}

/** Who is in the document now; asked by the list page. */
export interface WhoIsHere extends Request<readonly Presence[]> {
  readonly tag: "who_is_here";
}

// To a DocumentActor, from its ChangeActors and the Journal.

/** A ChangeActor is up (again, after a crash) and wants its work. */
export interface ChangeReady extends Message {
  readonly tag: "change_ready";
  readonly changeId: string;
  readonly actor: ActorRef<ChangeMessage>;
}

export interface ChangeApplied extends Message {
  readonly tag: "change_applied";
  readonly changeId: string;
  /** The new document state travels by reference: the two actors share a node for life. */
  readonly newDocState: Local<AcceptedChange>;
}

export interface ChangeRefused extends Message {
  readonly tag: "change_refused";
  readonly changeId: string;
  readonly error: Refusal;
}

/** What an old change did not know of was read from the log; `stored` when it was known after all. */
export interface CaughtUp extends Message {
  readonly tag: "caught_up";
  readonly changeId: string;
  readonly stored?: StoredChange;
  readonly maps: Local<readonly StepMap[]>;
  readonly mappedTo: number;
}

/** Everything up to `version` is durable. */
export interface ChangesStored extends Message {
  readonly tag: "changes_stored";
  readonly version: number;
}

/** Nothing after the last `changes_stored` is known to be durable: start again from the store. */
export interface AppendFailed extends Message {
  readonly tag: "append_failed";
  readonly failure: StoreFailure | "fenced";
}

/** A DocumentActor's own timers. */
export type Timer =
  | { readonly tag: "load" | "claim" | "send_presence" | "keep_text" }
  /** Nobody came since the visit with this number: leave memory. */
  | { readonly tag: "rest"; readonly visits: number };

export type ChangeTraffic =
  | ChangeReady
  | ChangeApplied
  | ChangeRefused
  | CaughtUp
  | ChangesStored
  | AppendFailed;

export type DocumentMessage =
  | JoinDocument
  | ApplyChange
  | MovePresence
  | ParticipantChanged
  | LeaveDocument
  | DocumentChanged
  | PrepareHistory
  | WhoIsHere
  | ChangeTraffic
  | StoreNews
  | Timer;

// To a ChangeActor, from its DocumentActor.

/** What a change is applied to: the head, and the maps of every step since the change's base. */
export interface DocState {
  readonly doc: Node;
  readonly mapsSinceBase: readonly StepMap[];
}

export interface ApplyToDocument extends Message {
  readonly tag: "apply_change";
  readonly docState: Local<DocState>;
  readonly change: SubmittedChange;
}

export type ChangeMessage = ApplyToDocument;

// To a UserActor, from a DocumentActor: payloads are shared by every receiver, encoded once.

export interface Broadcast extends Message {
  readonly tag: "broadcast_change";
  readonly payload: Local<BroadcastChange>;
}

export interface PresenceChanged extends Message {
  readonly tag: "presence_changed";
  readonly payload: Local<PresenceEvent>;
}

export interface UpdateAnnounced extends Message {
  readonly tag: "update_announced";
  readonly payload: Local<DocumentUpdated>;
}

// To a UserActor, from its gateway: what the client said, already checked against its schema.

/**
 * `answer` is called in the UserActor's own turn, so that an answer and what is sent after it keep
 * their order on the wire. `told`: the connection was sent the change itself since it asked.
 */
export interface ClientSaid<Event extends ClientEvent, Payload> extends Message {
  readonly tag: Event;
  readonly payload: Payload;
  readonly answer: Local<(answer: ClientAnswers[Event], told?: boolean) => void>;
}

export type UserJoin = ClientSaid<"join", Join>;
export interface UserApplyChange extends ClientSaid<"apply_change", ApplyChangePayload> {
  /** `api` when a program says it over HTTP; somebody who types otherwise. */
  readonly origin?: "api" | "typing";
}
export type UserPull = ClientSaid<"pull", Pull>;
export type UserPresence = ClientSaid<"presence", PresenceUpdate>;
export type UserLeave = ClientSaid<"leave", Leave>;

/**
 * A connection which only listens: everything after `since` (or after the head) is sent to it.
 * The answer is the version its stream starts after, or why there is no stream.
 */
export interface FollowDocument extends Message {
  readonly tag: "follow";
  readonly documentId: string;
  readonly since?: number;
  readonly answer: Local<(answer: Answer<{ version: number }>) => void>;
}

/** A whole document to become: an import, or a version restored. Only the server itself says it. */
export interface ReplaceDocument extends Message {
  readonly tag: "replace_document";
  readonly documentId: string;
  readonly changeId: string;
  readonly doc: unknown;
  readonly origin: Origin;
  readonly about?: string;
  readonly answer: Local<(answer: ClientAnswers["apply_change"]) => void>;
}

/** Steps made from the history: what was taken back, or blocks restored. Only the server says it. */
export interface MakeChange extends Message {
  readonly tag: "make_change";
  readonly documentId: string;
  readonly changeId: string;
  readonly baseVersion: number;
  readonly steps: readonly StepJson[];
  readonly origin: Origin;
  readonly about: string;
  readonly answer: Local<(answer: ClientAnswers["apply_change"]) => void>;
}

/** A UserActor's own timers. */
export interface Resume extends Message {
  readonly tag: "rejoin" | "resume" | "tell_place";
  readonly documentId: string;
}

export type UserMessage =
  | UserJoin
  | UserApplyChange
  | UserPull
  | UserPresence
  | UserLeave
  | FollowDocument
  | ReplaceDocument
  | MakeChange
  | Resume
  | PersonChanged
  | Broadcast
  | PresenceChanged
  | UpdateAnnounced;
