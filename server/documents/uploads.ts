/** Images into documents: who may, how much, and what counts as one. */
import { limits } from "@/collab/protocol/limits";
import { refusal } from "@/collab/protocol/refusals";
import type { DocumentStore } from "../ports/documents";
import type { Person } from "../ports/people";
import type { ReceivedFile, UploadFiles, UploadRow, UploadStore } from "../ports/uploads";
import { authorise } from "./access";
import { readImageHeader } from "./image-header";
import type { Outcome } from "./library";
import { RateLimits } from "./rate-limits";

export interface UploadsWorld {
  readonly documents: DocumentStore;
  readonly uploads: UploadStore;
  readonly files: UploadFiles;
  newId(): string;
  now(): number;
}

export class Uploads {
  readonly #world: UploadsWorld;
  /** A folder of photographs dropped at once, and then as many as somebody can choose. */
  readonly #rate = new RateLimits({ perSecond: 0.5, burst: 40 });

  constructor(world: UploadsWorld) {
    this.#world = world;
  }

  /** Takes an image in for a document. The bytes are read to their end, whatever comes of them. */
  async add(
    person: Person,
    documentId: string,
    name: string,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<Outcome<UploadRow>> {
    const access = await authorise(this.#world.documents, person.id, documentId, "write");
    if (!access.ok) return access;
    if (!this.#rate.take(person.id, this.#world.now())) {
      return no("rate_limited", "Too many images at once. Wait a minute and try again.");
    }
    return this.keep(person, name, chunks);
  }

  /** The same without a document: for what comes with an import, which is limited as a whole. */
  async keep(
    person: Person,
    name: string,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<Outcome<UploadRow>> {
    const received = await this.#world.files.receive(chunks, limits.uploadBytes);
    if (received === "too_large") {
      const most = limits.uploadBytes / (1024 * 1024);
      return no("too_large", `An image may have ${most} MB. Save it smaller and try again.`);
    }
    try {
      return await this.#examine(person, name, received);
    } finally {
      // Does nothing to what was kept.
      await received.discard();
    }
  }

  find(id: string): Promise<UploadRow | undefined> {
    return this.#world.uploads.find(id);
  }

  read(id: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    return this.#world.files.read(id);
  }

  async #examine(person: Person, name: string, file: ReceivedFile): Promise<Outcome<UploadRow>> {
    if (file.bytes === 0) return no("invalid_message", "The file is empty.");
    const header = readImageHeader(file.head);
    if (!header) {
      const kinds = "PNG, JPEG, GIF, WebP or AVIF";
      return no("invalid_message", `This is no image that can be shown here: use ${kinds}.`);
    }
    if (header.width * header.height > limits.uploadPixels) {
      const size = `${header.width} × ${header.height}`;
      return no(
        "too_large",
        `${size} pixels are too many. Save it at half the size and try again.`,
      );
    }
    const { uploads, newId, now } = this.#world;
    const most = person.guest ? limits.guestUploadBytes : limits.userUploadBytes;
    if ((await uploads.bytesOf(person.id)) + file.bytes > most) {
      const megabytes = most / (1024 * 1024);
      return no("too_large", `Your images may take ${megabytes} MB, and this one is over that.`);
    }
    const about = { userId: person.id, bytes: file.bytes, name: shownName(name) };
    const upload: UploadRow = { id: newId(), ...about, ...header, createdAt: now() };
    // The file first: a row never speaks of bytes that are not there.
    await file.keep(upload.id);
    await uploads.add(upload);
    return { ok: true, value: upload };
  }
}

/** The last part of whatever path it came with, without what can't be shown. */
export function shownName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const visible = last.replace(/[\p{Cc}\p{Cf}]/gu, "").trim();
  return visible.slice(0, limits.uploadName).toWellFormed() || "image";
}

function no(code: Parameters<typeof refusal>[0], message: string) {
  return { ok: false, error: refusal(code, message) } as const;
}
