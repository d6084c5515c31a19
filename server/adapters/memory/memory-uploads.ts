/** Uploads in memory: the rows, and the bytes. */

import { StoreError } from "@/server/ports/store-error";
import type { ReceivedFile, UploadFiles, UploadRow, UploadStore } from "@/server/ports/uploads";
import { headBytes } from "@/server/ports/uploads";
import type { MemoryTables } from "./memory-tables";

export class MemoryUploads implements UploadStore {
  readonly #tables: MemoryTables;
  constructor(tables: MemoryTables) {
    this.#tables = tables;
  }

  async add(upload: UploadRow): Promise<void> {
    const { uploads } = this.#tables;
    if (uploads.has(upload.id)) throw new StoreError("io", `Upload ${upload.id} is there.`);
    uploads.set(upload.id, { ...upload });
  }

  async find(id: string): Promise<UploadRow | undefined> {
    return this.#tables.uploads.get(id);
  }

  async bytesOf(userId: string): Promise<number> {
    const uploads = [...this.#tables.uploads.values()];
    return uploads.reduce((sum, upload) => sum + (upload.userId === userId ? upload.bytes : 0), 0);
  }
}

export class MemoryUploadFiles implements UploadFiles {
  readonly #files = new Map<string, Uint8Array>();

  async receive(
    chunks: AsyncIterable<Uint8Array>,
    maxBytes: number,
  ): Promise<ReceivedFile | "too_large"> {
    const parts: number[] = [];
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.byteLength;
      if (bytes <= maxBytes) for (const byte of chunk) parts.push(byte);
    }
    if (bytes > maxBytes) return "too_large";
    const content = new Uint8Array(parts);
    return {
      bytes,
      head: content.slice(0, headBytes),
      keep: async (id) => {
        this.#files.set(id, content);
      },
      discard: async () => {},
    };
  }

  async read(id: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const content = this.#files.get(id);
    return content && once(content);
  }
}

async function* once(content: Uint8Array): AsyncIterable<Uint8Array> {
  yield content;
}
