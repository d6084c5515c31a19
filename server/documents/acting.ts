/** Lets somebody act once without a socket: a UserActor for the length of one change. */
import { type Answer, refusal } from "@/collab/protocol/refusals";
import { type Local, local } from "../actors/message";
import type { Connection } from "../ports/connection";
import type { Person } from "../ports/people";
import type { FollowingWorld } from "./following";
import type { UserMessage } from "./messages";

export type Changed = Answer<{ version: number }>;

/** What to say to the UserActor, given where its answer goes. */
export type Say = (answer: Local<(answer: Changed) => void>) => UserMessage;

const silent: Connection = { send() {}, backlogBytes: () => 0, close() {} };

/** The same path as a socket's. A UserActor that ends, or never starts, is an answer as well. */
export async function actAs(
  { sender, newId, startUser }: FollowingWorld,
  { id, name, color }: Person,
  say: Say,
): Promise<Changed> {
  const user = await startUser({ id, name, color }, silent, newId()).catch(() => undefined);
  if (!user) return unanswered();
  const answered = new Promise<Changed>((resolve) => {
    sender.monitor(user, () => resolve(unanswered()));
    sender.cast(user, say(local(resolve)));
  });
  return answered.finally(() => sender.exit(user, "shutdown"));
}

function unanswered(): Changed {
  const message = "The server can't say whether it was done. Send the same again shortly.";
  return { ok: false, error: refusal("unavailable", message) };
}
