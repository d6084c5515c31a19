/** People who type, each a character of their own, so that every edit can be told by whoever gets it. */
import type { Engine, Replica } from "../engines/engine";

export interface Person {
  readonly replica: Replica;
  /** What this person types, and nobody else does. */
  readonly letter: string;
  /** When each edit was made, in order. */
  readonly typedAt: number[];
  /** How many edits of each other person are in this copy, by their index. */
  readonly seen: Uint32Array;
  /** How many of their edits the engine has said it keeps. */
  confirmed: number;
}

export interface Watch {
  /** An edit arrived in a copy. */
  arrived?(delayMs: number, author: number, reader: number): void;
  /** The author of an edit was told that it is kept. */
  confirmed?(delayMs: number, author: number): void;
}

export interface Crowd {
  readonly count: number;
  /** So many of them type; all when not given. */
  readonly typists?: number;
  readonly document: string;
  /** Of the server, or of the wire to it, for the person at `index`. */
  port(index: number): number;
  readonly directPort: number;
}

/** A letter a person: capitals first, so that the words of the document do not count. */
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_{|}~"];

/** As many paragraphs as typists, of lower case and spaces. */
export function paragraphs(count: number): readonly string[] {
  return Array.from({ length: count }, () => "a paragraph that somebody began before");
}

export class People {
  readonly #byLetter = new Map<string, number>();

  private constructor(
    readonly all: readonly Person[],
    readonly watch: Watch,
  ) {
    for (const [index, { letter }] of all.entries()) {
      if (letter) this.#byLetter.set(letter, index);
    }
    for (const [reader, { replica }] of all.entries()) {
      replica.onText((text) => this.#heard(text, reader));
      replica.onConfirmed(() => this.#confirmed(reader));
    }
  }

  /** Opens a copy for each; a few at a time. The first `typists` of them have a letter. */
  static async open(engine: Engine, crowd: Crowd, watch: Watch = {}): Promise<People> {
    const { count, document, directPort, typists = count } = crowd;
    if (typists > letters.length) throw new Error(`There are ${letters.length} letters only.`);
    const all: Person[] = [];
    for (let start = 0; start < count; start += 10) {
      const some = Array.from({ length: Math.min(10, count - start) }, (_, i) => start + i);
      const replicas = await Promise.all(
        some.map((place) => engine.open({ port: crowd.port(place), directPort, document, place })),
      );
      for (const [i, replica] of replicas.entries()) {
        const letter = start + i < typists ? (letters[start + i] ?? "") : "";
        all.push({ replica, letter, typedAt: [], seen: new Uint32Array(typists), confirmed: 0 });
      }
    }
    return new People(all, watch);
  }

  type(person: Person): void {
    person.typedAt.push(performance.now());
    person.replica.type(person.letter);
  }

  /** Whether everybody has everything that was typed. */
  get converged(): boolean {
    return this.all.every(({ seen }, reader) =>
      seen.every((count, author) => author === reader || count === this.typedBy(author)),
    );
  }

  typedBy(author: number): number {
    return this.all[author]?.typedAt.length ?? 0;
  }

  /** All edits of everybody. */
  get typed(): number {
    return this.all.reduce((sum, { typedAt }) => sum + typedAt.length, 0);
  }

  /** Whether all copies are the same, letter for letter. */
  get equal(): boolean {
    return new Set(this.all.map(({ replica }) => replica.text())).size === 1;
  }

  close(): void {
    for (const { replica } of this.all) replica.close();
  }

  #confirmed(author: number): void {
    const person = this.all[author];
    const { confirmed = 0 } = person?.replica ?? {};
    const now = performance.now();
    while (person && person.confirmed < Math.min(confirmed, person.typedAt.length)) {
      const typedAt = person.typedAt[person.confirmed] ?? now;
      person.confirmed += 1;
      this.watch.confirmed?.(now - typedAt, author);
    }
  }

  #heard(text: string, reader: number): void {
    const now = performance.now();
    const seen = this.all[reader]?.seen;
    if (!seen) return;
    for (const letter of text) {
      const author = this.#byLetter.get(letter);
      if (author === undefined || author === reader) continue;
      const count = seen[author] ?? 0;
      seen[author] = count + 1;
      const typedAt = this.all[author]?.typedAt[count];
      if (typedAt !== undefined) this.watch.arrived?.(now - typedAt, author, reader);
    }
  }
}
