/** The files of a zip, within limits: counted before anything is unpacked, and again while it is. */
import { inflateRawSync } from "node:zlib";

/** The zip is no zip, or it is meant to do harm; the message is for people. */
export class ZipFault extends Error {
  constructor(
    readonly code: "invalid_message" | "too_large",
    message: string,
  ) {
    super(message);
  }
}

export interface ZipLimits {
  readonly entries: number;
  /** Of everything unpacked. */
  readonly bytes: number;
  /** Unpacked by packed; looked at only when there is much to unpack. */
  readonly ratio: number;
}

/** A manuscript of 1,000 pages with its pictures stays far below each. */
export const wordLimits: ZipLimits = { entries: 2000, bytes: 100 * 1024 * 1024, ratio: 100 };

/** Small files may well say the same thing over and over. */
const alwaysAllowed = 10 * 1024 * 1024;

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const endSize = 22;
const longestComment = 0xffff;

interface Entry {
  readonly method: number;
  readonly start: number;
  readonly packed: number;
}

export class Unzip {
  readonly #file: Buffer;
  readonly #limits: ZipLimits;
  readonly #entries = new Map<string, Entry>();
  #left: number;

  /** @throws ZipFault */
  constructor(bytes: Uint8Array, limits: ZipLimits = wordLimits) {
    this.#file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#limits = limits;
    this.#left = limits.bytes;
    try {
      this.#readDirectory();
    } catch (error) {
      if (error instanceof RangeError) throw damaged();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** @throws ZipFault when there is no such file, when it is damaged, or when it grows too large */
  read(name: string): Buffer {
    const entry = this.#entries.get(name);
    if (!entry) throw damaged();
    // Names and extra fields stand before the content a second time, with lengths of their own.
    const { start, packed, method } = entry;
    if (start + 30 > this.#file.length) throw damaged();
    const from =
      start + 30 + this.#file.readUInt16LE(start + 26) + this.#file.readUInt16LE(start + 28);
    const content = this.#file.subarray(from, from + packed);
    const unpacked = method === 0 ? content : this.#inflate(content);
    this.#left -= unpacked.length;
    if (this.#left < 0) throw tooLarge();
    return unpacked;
  }

  #inflate(content: Buffer): Buffer {
    try {
      return inflateRawSync(content, { maxOutputLength: Math.max(1, this.#left) });
    } catch (error) {
      const code = error instanceof Error ? Reflect.get(error, "code") : "";
      throw code === "ERR_BUFFER_TOO_LARGE" ? tooLarge() : damaged();
    }
  }

  #readDirectory(): void {
    const file = this.#file;
    const end = this.#findEnd();
    const count = file.readUInt16LE(end + 10);
    let at = file.readUInt32LE(end + 16);
    if (count > this.#limits.entries) {
      throw new ZipFault("too_large", `The file has ${count} parts, which no document needs.`);
    }
    let unpacked = 0;
    for (let i = 0; i < count; i++) {
      if (file.readUInt32LE(at) !== directoryEntry) throw damaged();
      const encrypted = (file.readUInt16LE(at + 8) & 1) === 1;
      const method = file.readUInt16LE(at + 10);
      if (encrypted) throw new ZipFault("invalid_message", "The file is protected by a password.");
      if (method !== 0 && method !== 8) throw damaged();
      const nameLength = file.readUInt16LE(at + 28);
      const more = file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
      const name = file.toString("utf8", at + 46, at + 46 + nameLength);
      const packed = file.readUInt32LE(at + 20);
      unpacked += file.readUInt32LE(at + 24);
      this.#entries.set(name, { method, packed, start: file.readUInt32LE(at + 42) });
      at += 46 + nameLength + more;
    }
    const swells = unpacked > alwaysAllowed && unpacked > file.length * this.#limits.ratio;
    if (unpacked > this.#limits.bytes || swells) throw tooLarge();
  }

  #findEnd(): number {
    const file = this.#file;
    const earliest = Math.max(0, file.length - endSize - longestComment);
    for (let at = file.length - endSize; at >= earliest; at--) {
      if (file.readUInt32LE(at) === endOfDirectory) return at;
    }
    throw damaged();
  }
}

function damaged(): ZipFault {
  return new ZipFault("invalid_message", "This is no Word file, or it is damaged.");
}

function tooLarge(): ZipFault {
  return new ZipFault("too_large", "The file is too large once it is unpacked.");
}
