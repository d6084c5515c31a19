/**
 * The first document of somebody new: what can be done here, shown by two people who did it, so that
 * there is a history to look at.
 */
import { Fragment, type Node } from "@tiptap/pm/model";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { textFromDocument } from "@/collab/content/text";
import { welcomeMarkdown, welcomeTitle } from "@/collab/content/welcome";
import type { DocumentStore } from "../ports/documents";
import type { PeopleStore, Person } from "../ports/people";
import type { Library } from "./library";

interface WelcomeWorld {
  readonly library: Library;
  readonly documents: DocumentStore;
  readonly people: PeopleStore;
  newId(): string;
  now(): number;
}

/** Nobody can be them: their sessions were over before they began. */
const writers = [
  { id: "welcome-ada", name: "Ada", color: "#7c3aed" },
  { id: "welcome-grace", name: "Grace", color: "#15803d" },
] as const;

export class Welcome {
  readonly #world: WelcomeWorld;
  #writers: Promise<readonly Person[]> | undefined;

  constructor(world: WelcomeWorld) {
    this.#world = world;
  }

  /** Gives `person` the document; without it they would only have to begin with an empty list. */
  async greet(person: Person): Promise<void> {
    const { library, documents, newId } = this.#world;
    this.#writers ??= this.#arrive().catch((error) => {
      this.#writers = undefined;
      throw error;
    });
    const present = await this.#writers;
    const whole = documentFromMarkdown(welcomeMarkdown);
    const made = await library.create(person, welcomeTitle);
    if (!made.ok) return;
    const { id } = made.value;
    for (const [index, doc] of stages(whole).entries()) {
      const writer = present[index % present.length] ?? person;
      const change = { changeId: newId(), origin: "typing" as const };
      await library.become(writer, id, doc.toJSON(), change);
    }
    await documents.saveTexts(new Map([[id, textFromDocument(whole)]]));
  }

  async #arrive(): Promise<readonly Person[]> {
    const { people, now } = this.#world;
    const all: Person[] = [];
    for (const { id, name, color } of writers) {
      const createdAt = now();
      const person = { id, name, color, guest: true, createdAt };
      const over = { id: `${id}-session`, userId: id, createdAt, expiresAt: 0 };
      if (!(await people.find(id))) await people.create(person, over);
      all.push(person);
    }
    return all;
  }
}

/** The document as it grew, section by section. */
function stages(whole: Node): readonly Node[] {
  const blocks = Array.from({ length: whole.childCount }, (_, index) => whole.child(index));
  const starts = blocks.flatMap(({ type }, index) => (type.name === "heading" ? [index] : []));
  return [...starts, blocks.length].map((end) => whole.copy(Fragment.from(blocks.slice(0, end))));
}
