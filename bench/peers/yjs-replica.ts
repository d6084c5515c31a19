/** A person at a Yjs document, as y-prosemirror shapes it: an element a paragraph, a caret in awareness. */
import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import type { Replica, Spot } from "../engines/engine";

export interface Provider {
  readonly awareness: Awareness | null;
  /** Updates the server has not acknowledged; undefined when it never does. */
  readonly unacknowledged: number | undefined;
  onAcknowledged(listener: () => void): void;
  destroy(): void;
}

export class YjsReplica implements Replica {
  readonly #fragment: Y.XmlFragment;
  #edits = 0;

  constructor(
    readonly doc: Y.Doc,
    readonly provider: Provider,
    readonly place: number,
  ) {
    this.#fragment = fragmentOf(doc);
    const user = { name: "Somebody", color: "#336699" };
    provider.awareness?.setLocalStateField("user", user);
  }

  type(text: string): void {
    const paragraph = this.#paragraph(Math.min(this.place, this.#fragment.length - 1));
    this.#edits += 1;
    paragraph.insert(paragraph.length, text);
    const end = Y.createRelativePositionFromTypeIndex(paragraph, paragraph.length);
    this.provider.awareness?.setLocalStateField("cursor", { anchor: end, head: end });
  }

  splice({ paragraph, offset }: Spot, remove: number, insert: string): void {
    const text = this.#paragraph(paragraph);
    this.#edits += 1;
    this.doc.transact(() => {
      if (remove > 0) text.delete(offset, remove);
      if (insert) text.insert(offset, insert);
    });
  }

  onText(listener: (text: string) => void): void {
    this.#fragment.observeDeep((events, transaction) => {
      if (transaction.local) return;
      const inserts = events.flatMap(({ delta }) => delta.map(({ insert }) => insert));
      const text = inserts.filter((insert) => typeof insert === "string").join("");
      if (text) listener(text);
    });
  }

  get confirmed(): number | undefined {
    const { unacknowledged } = this.provider;
    return unacknowledged === undefined ? undefined : Math.max(0, this.#edits - unacknowledged);
  }

  onConfirmed(listener: () => void): void {
    this.provider.onAcknowledged(listener);
  }

  text(): string {
    return textOf(this.doc);
  }

  close(): void {
    this.provider.destroy();
    this.doc.destroy();
  }

  #paragraph(index: number): Y.XmlText {
    const element = this.#fragment.get(index);
    const text = element instanceof Y.XmlElement ? element.get(0) : undefined;
    if (!(text instanceof Y.XmlText)) throw new Error(`There is no paragraph ${index}.`);
    return text;
  }
}

function fragmentOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment("default");
}

export function textOf(doc: Y.Doc): string {
  const elements = fragmentOf(doc).toArray();
  return elements
    .map((element) => (element instanceof Y.XmlElement ? String(element.get(0)) : ""))
    .join("");
}

export function fill(doc: Y.Doc, paragraphs: readonly string[]): void {
  const elements = paragraphs.map((paragraph) => {
    const element = new Y.XmlElement("paragraph");
    element.insert(0, [new Y.XmlText(paragraph)]);
    return element;
  });
  fragmentOf(doc).insert(0, elements);
}

/** Resolves when there is a document: providers say that they are in sync before it has come. */
export function filled(doc: Y.Doc): Promise<void> {
  const fragment = fragmentOf(doc);
  return new Promise((resolve) => {
    const look = () => {
      if (fragment.length === 0) return;
      fragment.unobserve(look);
      resolve();
    };
    fragment.observe(look);
    look();
  });
}
