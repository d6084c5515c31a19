/**
 * The whole supervision tree on one screen.
 *
 *   root (rest_for_one)
 *   ├─ registry    wakes a document at its first message, and keeps what arrives meanwhile
 *   ├─ journal     group commit to the store
 *   ├─ background  whose turn it is to do what nobody waits for
 *   ├─ texts       what search finds, written for many documents at once
 *   ├─ documents   dynamic, children temporary
 *   │   └─ document "id" (one_for_all): one poisoned document never counts against the others
 *   │       ├─ changes         dynamic; a ChangeActor is transient
 *   │       └─ DocumentActor   its own orderly end ends the subtree
 *   └─ users       dynamic, children temporary: the browser reconnects
 */
import type { PublicUser } from "@/collab/protocol/server-messages";
import { starts } from "../actors/behaviour";
import type { ChildSpec } from "../actors/child-spec";
import { dynamicSupervisor } from "../actors/dynamic-supervisor";
import { type ActorRef, type Destination, named } from "../actors/ref";
import { registry } from "../actors/registry";
import { supervisor } from "../actors/supervisor";
import {
  type StartChildResult,
  startChild,
  startChildMessage,
} from "../actors/supervisor-messages";
import type { ActorSystem } from "../actors/system";
import type { Connection } from "../ports/connection";
import type { Stores } from "../ports/stores";
import { backgroundQueue, backgroundQueueName } from "./background-queue";
import { catchUpActor } from "./catch-up-actor";
import { type ChangeArgs, changeActor } from "./change-actor";
import { checkpointActor } from "./checkpoint-actor";
import { Connections } from "./connections";
import { documentActor } from "./document-actor";
import type { DocumentContext, DocumentWorld } from "./document-state";
import { textActor } from "./document-text";
import { historyActor } from "./history-actor";
import { type JournalStatistics, journalActor } from "./journal-actor";
import type { JournalMessage } from "./journal-messages";
import type { DocumentMessage, UserMessage } from "./messages";
import { searchTexts, searchTextsName } from "./search-texts";
import { userActor } from "./user-actor";
import type { UserWorld } from "./user-state";

export interface TreeOptions extends Stores {
  digest(text: string): string;
  readonly idleMs?: number;
  readonly checkpointEvery?: number;
  readonly limits?: UserWorld["limits"];
  /** Faults injected by tests. */
  readonly beforeApply?: ChangeArgs["beforeApply"];
}

export interface Tree {
  document(documentId: string): Destination<DocumentMessage>;
  openDocument(documentId: string): ActorRef<DocumentMessage> | undefined;
  startUser(
    user: PublicUser,
    connection: Connection,
    sessionId: string,
  ): Promise<ActorRef<UserMessage>>;
  /** Tells every connection of somebody, and whoever is in a document with them. */
  personChanged(user: PublicUser): void;
  journalStatistics(): JournalStatistics | undefined;
}

const journal = named<JournalMessage>("journal");
const documents = named("documents");
const users = named("users");
const documentName = (documentId: string) => `document:${documentId}`;
const changesName = (documentId: string) => `changes:${documentId}`;

/** Five minutes with nobody in it. */
const defaultIdleMs = 5 * 60_000;
/** Opening replays at most so many changes: about 20 ms. */
const defaultCheckpointEvery = 200;
/** A person at most; a program that types faster is asked to slow down. */
const defaultLimits: UserWorld["limits"] = {
  changes: { perSecond: 30, burst: 60 },
  presence: { perSecond: 20, burst: 40 },
  reads: { perSecond: 20, burst: 100 },
  backlogBytes: 1024 * 1024,
};

export async function startTree(system: ActorSystem, options: TreeOptions): Promise<Tree> {
  const world = documentWorld(options);
  const activate = {
    document: (documentId: string) => startDocument(system, documentId, world),
  };
  const dynamic = { intensity: 100, periodMs: 10_000 };
  await system.start(
    supervisor({
      name: "root",
      strategy: "rest_for_one",
      intensity: 5,
      periodMs: 60_000,
      children: [
        permanent("registry", () => registry({ activate })),
        permanent("journal", () =>
          starts(journalActor, { log: options.log }, { name: "journal", mailboxLimit: 100_000 }),
        ),
        permanent("background", () =>
          starts(backgroundQueue, undefined, { name: backgroundQueueName.name }),
        ),
        permanent("texts", () =>
          starts(searchTexts, { documents: options.documents }, { name: searchTextsName.name }),
        ),
        permanent("documents", () => dynamicSupervisor({ ...dynamic, name: "documents" })),
        permanent("users", () => dynamicSupervisor({ ...dynamic, name: "users" })),
      ],
    }),
  );
  return treeOf(system, options);
}

function treeOf(system: ActorSystem, options: TreeOptions): Tree {
  const document = (documentId: string) => named<DocumentMessage>(documentName(documentId));
  const userWorld: UserWorld = {
    documents: options.documents,
    log: options.log,
    limits: options.limits ?? defaultLimits,
    document,
    digest: options.digest,
  };
  const connections = new Connections(system);
  const startUser: Tree["startUser"] = async (user, connection, sessionId) => {
    const args = { user, sessionId, connection, world: userWorld };
    const ref = started<UserMessage>(
      await startChild(system, users, {
        id: sessionId,
        start: () => starts(userActor, args),
        restart: "temporary",
        shutdown: 2000,
        type: "worker",
      }),
    );
    connections.add(user.id, ref);
    return ref;
  };
  return {
    document,
    openDocument: (documentId) => system.whereis<DocumentMessage>(documentName(documentId)),
    startUser,
    personChanged: (user) => connections.personChanged(user),
    journalStatistics() {
      const ref = system.whereis(journal);
      return ref && (system.inspect(ref) as JournalStatistics | undefined);
    },
  };
}

/** Starts a document's subtree; the answer is its DocumentActor. */
async function startDocument(
  system: ActorSystem,
  documentId: string,
  world: DocumentWorld,
): Promise<ActorRef> {
  const changes = dynamicSupervisor({
    // A poisoned change costs one restart: room for many before the document starts anew.
    intensity: 30,
    periodMs: 10_000,
    name: changesName(documentId),
  });
  const document = starts(documentActor, { documentId, world }, { mailboxLimit: 20_000 });
  const subtree = supervisor({
    strategy: "one_for_all",
    intensity: 3,
    periodMs: 60_000,
    autoShutdown: "any_significant",
    children: [
      { ...permanent("changes", () => changes) },
      {
        id: "document",
        start: () => document,
        restart: "transient",
        shutdown: 5000,
        type: "worker",
        significant: true,
      },
    ],
  });
  started(
    await startChild(system, documents, {
      id: documentId,
      start: () => subtree,
      restart: "temporary",
      shutdown: "infinity",
      type: "supervisor",
    }),
  );
  const ref = system.whereis(documentName(documentId));
  if (!ref) throw new Error(`document ${documentId} did not register`);
  return ref;
}

function documentWorld(options: TreeOptions): DocumentWorld {
  const { log } = options;
  const child = (
    ctx: DocumentContext,
    documentId: string,
    spec: Pick<ChildSpec, "id" | "start" | "restart">,
  ) => {
    const message = startChildMessage({ ...spec, shutdown: 1000, type: "worker" });
    return ctx.request(named(changesName(documentId)), message, { label: "start_child" });
  };
  return {
    log,
    journal,
    idleMs: options.idleMs ?? defaultIdleMs,
    checkpointEvery: options.checkpointEvery ?? defaultCheckpointEvery,
    startChange(documentId, changeId, ctx) {
      const { beforeApply } = options;
      const args = { changeId, document: ctx.self, beforeApply };
      child(ctx, documentId, {
        id: changeId,
        start: () => starts(changeActor, args),
        restart: "transient",
      });
    },
    startCatchUp(documentId, gap, ctx) {
      const args = { ...gap, documentId, log, document: ctx.self };
      return child(ctx, documentId, {
        id: `catch-up ${gap.changeId}`,
        start: () => starts(catchUpActor, args),
        restart: "temporary",
      });
    },
    startCheckpoint(documentId, head, ctx) {
      const args = { documentId, head, log };
      child(ctx, documentId, {
        id: `checkpoint ${head.version}`,
        start: () => starts(checkpointActor, args),
        restart: "temporary",
      });
    },
    startText(documentId, head, soon, ctx) {
      const args = { documentId, head, soon };
      child(ctx, documentId, {
        id: `text ${head.version}`,
        start: () => starts(textActor, args),
        restart: "temporary",
      });
    },
    startHistory(documentId, until, ctx) {
      const { sessions, packs } = options;
      const args = { documentId, until, world: { log, sessions, packs } };
      child(ctx, documentId, {
        id: `history ${until}`,
        start: () => starts(historyActor, args),
        restart: "temporary",
      });
    },
    passivate: (documentId, ctx) => ctx.passivate(documentName(documentId)),
    register(documentId, ctx) {
      if (!ctx.register(documentName(documentId), ctx.self, { keeper: ctx.parent })) {
        throw new Error(`document ${documentId} is open already`);
      }
    },
  };
}

function permanent(id: string, start: ChildSpec["start"]): ChildSpec {
  return { id, start, restart: "permanent", shutdown: "infinity", type: "supervisor" };
}

function started<M>(result: StartChildResult): ActorRef<M> {
  if (!result.ok) throw new Error(`did not start: ${JSON.stringify(result.error)}`);
  if (!result.ref) throw new Error("did not start");
  return result.ref;
}
