/** Images that people put into documents: the rows about them, and the bytes themselves. */

export const imageTypes = [
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
] as const;
export type ImageType = (typeof imageTypes)[number];

export interface UploadRow {
  /** Made by the server, unguessable: whoever has it may see the image. */
  readonly id: string;
  readonly userId: string;
  readonly type: ImageType;
  readonly bytes: number;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** What its owner called it; only ever shown. */
  readonly name: string;
  readonly createdAt: number;
}

export interface UploadStore {
  add(upload: UploadRow): Promise<void>;
  find(id: string): Promise<UploadRow | undefined>;
  /** How much somebody has put here, in bytes. */
  bytesOf(userId: string): Promise<number>;
}

/** A file that has arrived and is not yet anything: it is kept, or it is gone. */
export interface ReceivedFile {
  readonly bytes: number;
  /** Its beginning, up to `headBytes`. */
  readonly head: Uint8Array;
  /** Returns once it would survive a loss of power; a crash before leaves nothing under `id`. */
  keep(id: string): Promise<void>;
  discard(): Promise<void>;
}

/** As much of a file as tells what it is: a photograph may have a long preface. */
export const headBytes = 1024 * 1024;

/** All methods throw `StoreError` when the disk fails, and what the source of the bytes throws. */
export interface UploadFiles {
  /** Reads to the end, and keeps nothing of what is more than `maxBytes`. */
  receive(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<ReceivedFile | "too_large">;
  /** Undefined when there is no such file. */
  read(id: string): Promise<AsyncIterable<Uint8Array> | undefined>;
}
