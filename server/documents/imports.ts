/** Files as new documents: what each is called, and the images that come in it. */
import { Fragment, type Node, Node as ProseMirrorNode } from "@tiptap/pm/model";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import { sizeFault } from "@/collab/rebase/document-size";
import { emptyDocument, schema } from "@/collab/schema/schema";
import { isClean } from "@/collab/schema/validators";
import type { DocumentRow } from "../ports/documents";
import type { Person } from "../ports/people";
import type { WordReader } from "../ports/word";
import { cleanTitle, type Library, type Outcome } from "./library";
import { RateLimits } from "./rate-limits";
import type { Uploads } from "./uploads";

export interface ImportsWorld {
  readonly library: Library;
  readonly uploads: Uploads;
  readonly word: WordReader;
  now(): number;
}

export interface Imported {
  readonly row: DocumentRow;
  /** What could not be taken over, in sentences for people. */
  readonly notes: readonly string[];
}

/** What a reader made of a file; whatever it is, the schema has the last word. */
export interface FileContent {
  readonly title: string | undefined;
  /** As JSON. An image in it has the address `/imported/<index of images>`. */
  readonly doc: unknown;
  readonly images: readonly (Uint8Array | undefined)[];
  readonly notes: readonly string[];
}

export class Imports {
  readonly #world: ImportsWorld;
  /** A folder of files at once; then one every 9 s. */
  readonly #rate = new RateLimits({ perSecond: 1 / 9, burst: 50 });

  constructor(world: ImportsWorld) {
    this.#world = world;
  }

  async word(person: Person, name: string, file: Uint8Array): Promise<Outcome<Imported>> {
    if (!this.#rate.take(person.id, this.#world.now())) return tooMany;
    const read = await this.#world.word.read(file);
    if (read === "overloaded")
      return no("overloaded", "Others import just now. Try again shortly.");
    return read.ok ? this.#keep(person, name, read.content) : no(read.code, read.message);
  }

  /** A page of HTML, read in the browser. */
  async page(person: Person, name: string, content: FileContent): Promise<Outcome<Imported>> {
    if (!this.#rate.take(person.id, this.#world.now())) return tooMany;
    return this.#keep(person, name, content);
  }

  /** Markdown or text. */
  async written(person: Person, name: string, doc: Node): Promise<Outcome<Imported>> {
    const fault = sizeFault(doc);
    return fault ? { ok: false, error: fault } : this.#make(person, name, undefined, doc, []);
  }

  async #keep(person: Person, name: string, content: FileContent): Promise<Outcome<Imported>> {
    const { stored, refused } = await this.#storeImages(person, content);
    const doc = checked(content.doc, stored);
    if (!doc.ok) return doc;
    const notes = refused ? [...content.notes, refused] : content.notes;
    return this.#make(person, name, content.title, doc.value, notes);
  }

  async #make(
    person: Person,
    name: string,
    said: string | undefined,
    whole: Node,
    notes: readonly string[],
  ): Promise<Outcome<Imported>> {
    const { title, doc } = titled(whole, said, name.replace(/\.\w+$/, ""));
    const made = await this.#world.library.create(person, title, doc);
    return made.ok ? { ok: true, value: { row: made.value, notes } } : made;
  }

  /** The addresses of images by those they had in the file. */
  async #storeImages(person: Person, { images }: FileContent) {
    const stored = new Map<string, string>();
    let refused = 0;
    for (const [index, bytes] of images.entries()) {
      if (!bytes) continue;
      const kept = await this.#world.uploads.keep(person, `image ${index + 1}`, whole(bytes));
      if (kept.ok) stored.set(`/imported/${index}`, `/uploads/${kept.value.id}`);
      else refused += 1;
    }
    const many = refused === 1 ? "1 image was" : `${refused} images were`;
    const why = "of a kind that is not shown here, or too large";
    return { stored, refused: refused > 0 ? `${many} left out: ${why}.` : undefined };
  }
}

/**
 * What a file is called: as it says, or by the heading it begins with, or by its name. A heading that
 * says it does not stand in the text as well, unless it says more than words can.
 */
function titled(whole: Node, said: string | undefined, name: string) {
  const first = whole.firstChild;
  const heading = first?.type.name === "heading" ? first : undefined;
  const top = heading?.attrs.level === 1 ? heading.textContent : undefined;
  const title = cleanTitle(said) ?? cleanTitle(top) ?? cleanTitle(name);
  const isTitle = heading?.textContent.trim() === title && heading?.children.every(isWords);
  if (!heading || !isTitle) return { title, doc: whole };
  const rest = whole.content.cut(heading.nodeSize);
  return { title, doc: rest.size > 0 ? whole.copy(rest) : emptyDocument() };
}

function isWords({ isText, marks }: Node): boolean {
  return isText && marks.every(({ type }) => type.name !== "link");
}

function checked(json: unknown, images: ReadonlyMap<string, string>): Outcome<Node> {
  try {
    const read = ProseMirrorNode.fromJSON(schema, json);
    const fault = sizeFault(read);
    if (fault) return { ok: false, error: fault };
    if (read.type !== schema.topNodeType) throw new RangeError("it is no document");
    const doc = withImages(read, images);
    doc.check();
    return { ok: true, value: doc };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return no("invalid_message", `The file holds what a document can't: ${error.message}`);
  }
}

/** An image that was not stored leaves an empty line: it may be all that its cell holds. */
function withImages(node: Node, stored: ReadonlyMap<string, string>): Node {
  if (node.isText) {
    if (!isClean(node.text ?? "")) throw new RangeError("half a character, or a NUL");
    return node;
  }
  const { type, attrs, children } = node;
  if (type.name === "image" && String(attrs.src).startsWith("/imported/")) {
    const src = stored.get(attrs.src);
    return src ? type.create({ ...attrs, src }) : schema.node("paragraph");
  }
  return node.copy(Fragment.fromArray(children.map((child) => withImages(child, stored))));
}

async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

function no(code: Refusal["code"], message: string) {
  return { ok: false, error: refusal(code, message) } as const;
}

const tooMany = no("rate_limited", "Too many imports at once. Wait a minute and try again.");
