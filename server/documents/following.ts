/** Lets somebody listen to a document: a UserActor for as long as the stream of events lasts. */
import { type Answer, refusal } from "@/collab/protocol/refusals";
import type { PublicUser } from "@/collab/protocol/server-messages";
import type { Sender } from "../actors/context";
import { local } from "../actors/message";
import type { ActorRef } from "../actors/ref";
import type { Connection } from "../ports/connection";
import type { Person } from "../ports/people";
import type { UserMessage } from "./messages";

/** A connection which opens once it is known from which version on it is sent what happens. */
export interface Stream extends Connection {
  open(version: number): void;
}

export interface FollowingWorld {
  readonly sender: Sender & {
    monitor(ref: ActorRef, listener: () => void): () => void;
  };
  newId(): string;
  startUser(
    user: PublicUser,
    connection: Connection,
    sessionId: string,
  ): Promise<ActorRef<UserMessage>>;
}

export interface Following {
  /** Whether the stream opened; after a refusal nothing was sent to it. */
  readonly opened: Promise<Answer<{ version: number }>>;
  /** The reader is gone. */
  stop(): void;
}

export interface Wanted {
  readonly person: Person;
  readonly documentId: string;
  /** The version known already; without one the stream starts at the head. */
  readonly since: number | undefined;
}

/** Starts the UserActor; whenever that ends, so does the stream. */
export async function follow(
  { sender, newId, startUser }: FollowingWorld,
  { person: { id, name, color }, documentId, since }: Wanted,
  stream: Stream,
): Promise<Following> {
  const user = await startUser({ id, name, color }, stream, newId()).catch(() => undefined);
  if (!user) return { opened: Promise.resolve(refused()), stop() {} };
  const stop = () => sender.exit(user, "shutdown");
  const opened = new Promise<Answer<{ version: number }>>((resolve) => {
    const answer = local((value: Answer<{ version: number }>) => {
      if (value.ok) stream.open(value.version);
      else stop();
      resolve(value);
    });
    sender.monitor(user, () => {
      stream.close();
      resolve(refused());
    });
    const from = since === undefined ? {} : { since };
    sender.cast(user, { tag: "follow", documentId, ...from, answer });
  });
  return { opened, stop };
}

function refused(): Answer<never> {
  const message = "The server can't show you the document just now. Ask again shortly.";
  return { ok: false, error: refusal("unavailable", message) };
}
