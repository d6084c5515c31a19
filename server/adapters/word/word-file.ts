/** A Word file as mammoth reads it: the parts of its structure that are used here. */

export interface WordNode {
  readonly type: string;
  readonly children?: readonly WordNode[];
  /** Of a text. */
  readonly value?: string;
  readonly styleName?: string | null;
  readonly alignment?: string | null;
  readonly numbering?: { readonly isOrdered?: boolean; readonly level?: string } | null;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly isUnderline?: boolean;
  readonly isStrikethrough?: boolean;
  readonly highlight?: string | null;
  /** The colour of a run, as `#rrggbb`: see word-xml.ts. */
  readonly font?: string | null;
  readonly href?: string | null;
  readonly checked?: boolean;
  readonly breakType?: string;
  readonly noteType?: string;
  readonly noteId?: string;
  readonly body?: readonly WordNode[];
  readonly altText?: string | null;
  readonly isHeader?: boolean;
  readonly colSpan?: number;
  readonly rowSpan?: number;
  /** Of a whole document. */
  readonly notes?: { resolve(reference: WordNode): WordNode | null };
  readonly comments?: readonly WordNode[];
  readAsBuffer?(): Promise<Uint8Array>;
}

/** What is gathered on the way through a file. */
export class WordGathering {
  readonly images: WordNode[] = [];
  readonly footnotes: WordNode[] = [];
  readonly #document: WordNode;

  constructor(document: WordNode) {
    this.#document = document;
  }

  /** The address that stands for an image until it is stored. */
  image(node: WordNode): string {
    this.images.push(node);
    return `/imported/${this.images.length - 1}`;
  }

  /** The number of a footnote, counted from 1; undefined when its text is not there. */
  footnote(reference: WordNode): number | undefined {
    const note = this.#document.notes?.resolve(reference);
    return note ? this.footnotes.push(note) : undefined;
  }
}
