/** Which UserActors are whose: what changes about a person reaches all of their tabs. */
import type { PublicUser } from "@/collab/protocol/server-messages";
import type { ActorRef } from "../actors/ref";
import type { ActorSystem } from "../actors/system";
import type { UserMessage } from "./messages";

export class Connections {
  readonly #system: ActorSystem;
  readonly #byPerson = new Map<string, Set<ActorRef<UserMessage>>>();

  constructor(system: ActorSystem) {
    this.#system = system;
  }

  /** Kept for as long as the actor lives. */
  add(personId: string, user: ActorRef<UserMessage>): void {
    const own = this.#byPerson.get(personId) ?? new Set();
    this.#byPerson.set(personId, own.add(user));
    this.#system.monitor(user, () => {
      own.delete(user);
      if (own.size === 0) this.#byPerson.delete(personId);
    });
  }

  personChanged(user: PublicUser): void {
    for (const connection of this.#byPerson.get(user.id) ?? []) {
      this.#system.cast(connection, { tag: "person_changed", user });
    }
  }
}
