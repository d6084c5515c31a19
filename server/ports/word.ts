/** Word files (.docx) as something our schema can be made of. */

/** A node as ProseMirror writes it; not yet checked by the schema. */
export interface NodeJson {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly NodeJson[];
  readonly marks?: readonly MarkJson[];
  readonly text?: string;
}

export interface MarkJson {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

export interface WordContent {
  readonly title: string | undefined;
  /** An image in it has the address `/imported/<index of images>` until it is stored. */
  readonly doc: NodeJson;
  /** Undefined where the file names an image without holding it. */
  readonly images: readonly (Uint8Array | undefined)[];
  /** What could not be taken over, in sentences for people. */
  readonly notes: readonly string[];
}

export type WordAnswer =
  | { readonly ok: true; readonly content: WordContent }
  | {
      readonly ok: false;
      readonly code: "invalid_message" | "too_large";
      readonly message: string;
    };

export interface WordReader {
  /** Reads in a place of its own, within limits of time and memory; never throws. */
  read(file: Uint8Array): Promise<WordAnswer | "overloaded">;
}
