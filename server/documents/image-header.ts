/** What kind of image bytes are, and how large: read from the bytes, whatever their name says. */
import type { ImageType } from "../ports/uploads";

export interface ImageHeader {
  readonly type: ImageType;
  readonly width: number;
  readonly height: number;
}

type Size = Omit<ImageHeader, "type">;

const readers: readonly [ImageType, (bytes: DataView) => Size | undefined][] = [
  ["image/png", pngSize],
  ["image/jpeg", jpegSize],
  ["image/gif", gifSize],
  ["image/webp", webpSize],
  ["image/avif", avifSize],
];

/** Undefined for everything that is no raster image a browser shows. */
export function readImageHeader(head: Uint8Array): ImageHeader | undefined {
  const bytes = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (const [type, read] of readers) {
    const size = within(() => read(bytes));
    if (size && size.width > 0 && size.height > 0) return { type, ...size };
  }
  return undefined;
}

/** A header that is cut off is no header. */
function within<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function spells(bytes: DataView, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    if (bytes.getUint8(at + i) !== word.charCodeAt(i)) return false;
  }
  return true;
}

function pngSize(bytes: DataView): Size | undefined {
  if (!spells(bytes, 0, "\x89PNG\r\n\x1a\n") || !spells(bytes, 12, "IHDR")) return undefined;
  return { width: bytes.getUint32(16), height: bytes.getUint32(20) };
}

function gifSize(bytes: DataView): Size | undefined {
  if (!spells(bytes, 0, "GIF87a") && !spells(bytes, 0, "GIF89a")) return undefined;
  return { width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) };
}

/** Segments follow one another; one of the frame's kinds says the size. */
function jpegSize(bytes: DataView): Size | undefined {
  if (bytes.getUint16(0) !== 0xffd8 || bytes.getUint8(2) !== 0xff) return undefined;
  for (let at = 2; ; ) {
    if (bytes.getUint8(at) !== 0xff) return undefined;
    const marker = bytes.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    // The picture itself begins, or ends, before anything said how large it is.
    if (marker === 0xda || marker === 0xd9) return undefined;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.getUint16(at + 5), width: bytes.getUint16(at + 7) };
    at += 2 + (standsAlone ? 0 : bytes.getUint16(at + 2));
  }
}

function webpSize(bytes: DataView): Size | undefined {
  if (!spells(bytes, 0, "RIFF") || !spells(bytes, 8, "WEBP")) return undefined;
  if (spells(bytes, 12, "VP8X")) {
    const threeBytes = (at: number) => bytes.getUint16(at, true) + bytes.getUint8(at + 2) * 65_536;
    return { width: threeBytes(24) + 1, height: threeBytes(27) + 1 };
  }
  if (spells(bytes, 12, "VP8L") && bytes.getUint8(20) === 0x2f) {
    const bits = bytes.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!spells(bytes, 12, "VP8 ") || !spells(bytes, 23, "\x9d\x01\x2a")) return undefined;
  const side = (at: number) => bytes.getUint16(at, true) & 0x3fff;
  return { width: side(26), height: side(28) };
}

/** The boxes of an AVIF that lead to its sizes: several images may lie in it. */
const containers = new Set(["meta", "iprp", "ipco"]);
const mostBoxes = 1000;

function avifSize(bytes: DataView): Size | undefined {
  if (!spells(bytes, 4, "ftyp")) return undefined;
  const end = Math.min(bytes.getUint32(0), bytes.byteLength);
  let isAvif = false;
  for (let at = 8; at + 4 <= end; at += 4) isAvif ||= spells(bytes, at, "avi");
  if (!isAvif) return undefined;
  let largest: Size | undefined;
  let boxes = 0;
  const open: [from: number, to: number][] = [[0, bytes.byteLength]];
  for (let range = open.pop(); range; range = open.pop()) {
    for (let at = range[0]; at + 8 <= range[1] && boxes < mostBoxes; boxes++) {
      const size = bytes.getUint32(at);
      const name = [0, 1, 2, 3]
        .map((i) => String.fromCharCode(bytes.getUint8(at + 4 + i)))
        .join("");
      if (name === "ispe") {
        const found = { width: bytes.getUint32(at + 12), height: bytes.getUint32(at + 16) };
        if (!largest || found.width * found.height > largest.width * largest.height)
          largest = found;
      }
      // `meta` has a version before its boxes.
      if (containers.has(name)) open.push([at + (name === "meta" ? 12 : 8), at + size]);
      if (size < 8) break;
      at += size;
    }
  }
  return largest;
}
