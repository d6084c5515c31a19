/** Files of other programs as new documents, with the images that come in them. */
import { type Node, Node as ProseMirrorNode } from "@tiptap/pm/model";
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import { sizeFault } from "@/collab/rebase/document-size";
import { schema } from "@/collab/schema/schema";
import type { DocumentRow } from "../ports/documents";
import type { Person } from "../ports/people";
import type { NodeJson, WordContent, WordReader } from "../ports/word";
import type { Library, Outcome } from "./library";
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

export class Imports {
  readonly #world: ImportsWorld;
  /** A folder of files at once; then one every 9 s. */
  readonly #rate = new RateLimits({ perSecond: 1 / 9, burst: 50 });

  constructor(world: ImportsWorld) {
    this.#world = world;
  }

  async word(person: Person, name: string, file: Uint8Array): Promise<Outcome<Imported>> {
    const { word, now, library } = this.#world;
    if (!this.#rate.take(person.id, now())) {
      return no("rate_limited", "Too many imports at once. Wait a minute and try again.");
    }
    const read = await word.read(file);
    if (read === "overloaded")
      return no("overloaded", "Others import just now. Try again shortly.");
    if (!read.ok) return no(read.code, read.message);
    const { content } = read;
    const { stored, refused } = await this.#storeImages(person, content);
    const doc = checked(withImages(content.doc, stored));
    if (!doc.ok) return doc;
    const title = content.title ?? name.replace(/\.\w+$/, "");
    const notes = refused ? [...content.notes, refused] : content.notes;
    const made = await library.create(person, title, doc.value);
    return made.ok ? { ok: true, value: { row: made.value, notes } } : made;
  }

  /** The addresses of images by those they had in the file. */
  async #storeImages(person: Person, { images }: WordContent) {
    const stored = new Map<string, string>();
    let refused = 0;
    for (const [index, bytes] of images.entries()) {
      if (!bytes) continue;
      const kept = await this.#world.uploads.keep(person, `image ${index + 1}`, whole(bytes));
      if (kept.ok) stored.set(`word:${index}`, `/uploads/${kept.value.id}`);
      else refused += 1;
    }
    const many = refused === 1 ? "1 image was" : `${refused} images were`;
    const why = "of a kind that is not shown here, or too large";
    return { stored, refused: refused > 0 ? `${many} left out: ${why}.` : undefined };
  }
}

/** An image that was not stored leaves an empty line: it may be all that its cell holds. */
function withImages(node: NodeJson, stored: ReadonlyMap<string, string>): NodeJson {
  if (node.type === "image") {
    const src = stored.get(String(node.attrs?.src));
    return src ? { ...node, attrs: { ...node.attrs, src } } : { type: "paragraph" };
  }
  const { content } = node;
  return content ? { ...node, content: content.map((child) => withImages(child, stored)) } : node;
}

function checked(json: NodeJson): Outcome<Node> {
  try {
    const doc = ProseMirrorNode.fromJSON(schema, json);
    doc.check();
    const fault = sizeFault(doc);
    return fault ? { ok: false, error: fault } : { ok: true, value: doc };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return no("invalid_message", `The file holds what a document can't: ${error.message}`);
  }
}

async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

function no(code: Refusal["code"], message: string) {
  return { ok: false, error: refusal(code, message) } as const;
}
