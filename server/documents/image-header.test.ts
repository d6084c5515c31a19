/** Images are told by their bytes; what is none, or is cut off, is none. */
import { describe, expect, test } from "vitest";
import { png } from "@/tests/support/images";
import { readImageHeader } from "./image-header";

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part),
    ),
  );

const jpeg = bytes(
  [0xff, 0xd8, 0xff, 0xe0, 0, 16],
  "JFIF\0\x01\x02\0\0\x01\0\x01\0\0",
  // A table, which begins as frames do and is none; then the frame, 640 by 480.
  [0xff, 0xc4, 0, 4, 1, 2],
  [0xff, 0xff, 0xc2, 0, 11, 8, 0x01, 0xe0, 0x02, 0x80, 1, 1, 0x11, 0],
);
const gif = bytes("GIF89a", [0x40, 0x01, 0xf0, 0x00]);
const webp = {
  lossy: bytes("RIFF....WEBPVP8 ....", [0, 0, 0], "\x9d\x01\x2a", [0x20, 0x03, 0x58, 0x02]),
  lossless: bytes("RIFF....WEBPVP8L....", [0x2f, 0x1f, 0xc3, 0x95, 0x00]),
  extended: bytes("RIFF....WEBPVP8X....", [0, 0, 0, 0, 0x1f, 0x03, 0, 0x57, 0x02, 0]),
};
const box = (name: string, ...content: Buffer[]) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(8 + content.reduce((sum, part) => sum + part.length, 0));
  return Buffer.concat([length, Buffer.from(name), ...content]);
};
const ispe = (w: number, h: number) =>
  box("ispe", Buffer.from([0, 0, 0, 0, 0, 0, w >> 8, w & 255, 0, 0, h >> 8, h & 255]));
const avif = Buffer.concat([
  box("ftyp", Buffer.from("avif\0\0\0\0mif1")),
  box("meta", Buffer.alloc(4), box("iprp", box("ipco", ispe(160, 90), ispe(1280, 720)))),
]);

describe("the header of an image", () => {
  test.each([
    ["image/png", png(3, 2), 3, 2],
    ["image/jpeg", jpeg, 640, 480],
    ["image/gif", gif, 320, 240],
    ["image/webp", webp.lossy, 800, 600],
    ["image/webp", webp.lossless, 800, 600],
    ["image/webp", webp.extended, 800, 600],
    ["image/avif", avif, 1280, 720],
  ] as const)("%s says its size", (type, file, width, height) => {
    expect(readImageHeader(file)).toEqual({ type, width, height });
  });

  test.each([
    ["a drawing in SVG", bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")],
    ["a page", bytes("<!doctype html><script>alert(1)</script>")],
    ["a page after the first letters of a GIF", bytes("GIF8<script>")],
    ["a film", box("ftyp", Buffer.from("isom\0\0\0\0mp42"))],
    ["nothing", Buffer.alloc(0)],
    ["a PNG of no size", png(0, 5)],
    ["a JPEG that never says its size", bytes([0xff, 0xd8, 0xff, 0xda, 0, 4, 0, 0, 0, 0, 0, 0])],
  ])("%s is no image", (_, file) => {
    expect(readImageHeader(file)).toBeUndefined();
  });

  test.each(Object.entries({ png: png(9, 9), jpeg, gif, avif, ...webp }))(
    "%s is read to its end, cut anywhere, without throwing",
    (_, file) => {
      for (let length = 0; length < file.length; length++)
        readImageHeader(file.subarray(0, length));
    },
  );

  test("boxes within themselves come to an end", () => {
    const endless = Buffer.concat([box("ftyp", Buffer.from("avif")), box("meta")]);
    // A box of no length, over and over.
    expect(readImageHeader(Buffer.concat([endless, Buffer.alloc(100_000)]))).toBeUndefined();
  });
});
