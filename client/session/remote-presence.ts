/** Where the others are: positions as they came, to be mapped by whoever draws them. */
import type { Presence, PublicUser } from "@/collab/protocol/server-messages";

export class RemotePresence {
  readonly #all = new Map<string, Presence>();
  readonly #listeners = new Set<(changed: readonly Presence[], left: readonly string[]) => void>();
  #own: string | undefined;
  #people: readonly Presence[] = [];

  /** Everybody else, replaced only when somebody comes, goes, is away or changes name. */
  get people(): readonly Presence[] {
    return this.#people;
  }

  /** With me, as another tab of mine may have named me meanwhile. */
  faces(me: PublicUser | undefined) {
    const other = this.#people.find(({ user }) => user.id === me?.id)?.user;
    const renamed = other && (other.name !== me?.name || other.color !== me.color);
    return { users: this.#people, user: renamed ? other : me };
  }

  get positions(): readonly Presence[] {
    return [...this.#all.values()];
  }

  onChange(listener: (changed: readonly Presence[], left: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A join tells everybody who is here. */
  enter(own: string, users: readonly Presence[]): void {
    this.#own = own;
    const here = new Set(users.map((user) => user.sessionId));
    const left = [...this.#all.keys()].filter((sessionId) => !here.has(sessionId));
    this.update(users, left);
  }

  update(users: readonly Presence[], left: readonly string[]): void {
    const others = users.filter((user) => user.sessionId !== this.#own);
    let same = true;
    for (const user of others) {
      same &&= sameFace(this.#all.get(user.sessionId), user);
      this.#all.set(user.sessionId, user);
    }
    for (const sessionId of left) {
      if (this.#all.delete(sessionId)) same = false;
    }
    if (!same) this.#people = [...this.#all.values()];
    for (const listener of this.#listeners) listener(others, left);
  }
}

function sameFace(one: Presence | undefined, other: Presence): boolean {
  if (one?.away !== other.away) return false;
  return one?.user.name === other.user.name && one.user.color === other.user.color;
}
