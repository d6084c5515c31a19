/** People and their sessions. */

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly guest: boolean;
  readonly createdAt: number;
}

export type Look = Pick<Person, "name" | "color">;

export interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: number;
  /** Wall-clock milliseconds after which the session is void. */
  readonly expiresAt: number;
}

export interface PeopleStore {
  /** Creates the person and their first session in one write. */
  create(person: Person, session: SessionRow): Promise<void>;
  find(id: string): Promise<Person | undefined>;
  findMany(ids: readonly string[]): Promise<readonly Person[]>;
  /** Changes how somebody is shown; nothing happens when nobody has this id. */
  change(id: string, look: Partial<Look>): Promise<void>;
  findSession(id: string): Promise<{ session: SessionRow; person: Person } | undefined>;
  deleteSession(id: string): Promise<void>;
}
