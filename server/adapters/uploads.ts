/** Uploaded files in a folder: written aside, made durable, and only then given their name. */
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { StoreError, type StoreFailure } from "../ports/store-error";
import { headBytes, type ReceivedFile, type UploadFiles } from "../ports/uploads";

/** The server makes ids itself; nothing else is ever part of a path. */
const idPattern = /^[\w-]{1,64}$/;

export class FolderUploads implements UploadFiles {
  readonly #folder: string;
  readonly #incoming: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#incoming = join(folder, "incoming");
  }

  /** Makes the folder if need be, and clears away what a crash left half written. */
  static async open(folder: string): Promise<FolderUploads> {
    const uploads = new FolderUploads(folder);
    await mkdir(uploads.#incoming, { recursive: true, mode: 0o700 });
    for (const name of await readdir(uploads.#incoming)) {
      await rm(join(uploads.#incoming, name), { force: true });
    }
    return uploads;
  }

  async receive(
    chunks: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ): Promise<ReceivedFile | "too_large"> {
    const path = join(this.#incoming, randomUUID());
    const file = await guarded(() => open(path, "wx", 0o600));
    const discard = () => rm(path, { force: true });
    try {
      const { bytes, head } = await takeIn(file, chunks, maxBytes);
      await guarded(() => file.datasync());
      await file.close();
      if (bytes > maxBytes) {
        await discard();
        return "too_large";
      }
      return { bytes, head, discard, keep: (id) => guarded(() => this.#keep(path, id)) };
    } catch (error) {
      await file.close().catch(() => {});
      await discard();
      throw error;
    }
  }

  async read(id: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    if (!idPattern.test(id)) return undefined;
    const path = join(this.#folder, id);
    const found = await stat(path).catch(() => undefined);
    return found?.isFile() ? opened(path) : undefined;
  }

  async #keep(path: string, id: string): Promise<void> {
    if (!idPattern.test(id)) throw new RangeError("An id of an upload has no such characters.");
    await rename(path, join(this.#folder, id));
    // The new name is an entry of the folder, which has to reach the disk as well.
    const folder = await open(this.#folder, "r");
    await folder.sync().finally(() => folder.close());
  }
}

/** Opens the file when its first bytes are asked for, which they may never be. */
async function* opened(path: string): AsyncIterable<Uint8Array> {
  yield* createReadStream(path);
}

/** Writes what arrives, up to `maxBytes`; of more only the number is kept. */
async function takeIn(file: FileHandle, chunks: AsyncIterable<Uint8Array>, maxBytes: number) {
  const beginning: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes < headBytes) beginning.push(chunk.slice(0, headBytes - bytes));
    bytes += chunk.byteLength;
    if (bytes <= maxBytes) await guarded(() => file.writeFile(chunk));
  }
  return { bytes, head: new Uint8Array(Buffer.concat(beginning)) };
}

const failures: Readonly<Record<string, StoreFailure>> = { ENOSPC: "full", EDQUOT: "full" };

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    const failure = failures[String(error.code)] ?? "io";
    throw new StoreError(failure, `An upload can't be written: ${error.message}`, { cause: error });
  }
}
