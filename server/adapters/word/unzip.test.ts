/** [B18] Zips: what they hold, and what those meant to do harm are refused for. */
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { zip } from "@/tests/support/docx";
import { Unzip, ZipFault } from "./unzip";

const megabyte = 1024 * 1024;

function codeOf(act: () => unknown): string {
  try {
    act();
    return "ok";
  } catch (error) {
    if (error instanceof ZipFault) return error.code;
    throw error;
  }
}

test("gives back what was packed", () => {
  const files = new Unzip(zip([{ name: "a/b.txt", content: "some text" }]));
  expect(files.has("a/b.txt")).toBe(true);
  expect(files.has("a")).toBe(false);
  expect(files.read("a/b.txt").toString()).toBe("some text");
});

describe("[B18] refused", () => {
  const zeros = Buffer.alloc(30 * megabyte);

  test("more than may be unpacked, as the directory says", () => {
    const file = zip([{ name: "x", content: "x", claimed: 101 * megabyte }]);
    expect(codeOf(() => new Unzip(file))).toBe("too_large");
  });

  test("a bomb: little that becomes much", () => {
    const file = zip([{ name: "x", content: zeros }]);
    expect(file.length).toBeLessThan(megabyte);
    expect(codeOf(() => new Unzip(file))).toBe("too_large");
  });

  test("a bomb that lies about its size is stopped while it is unpacked", () => {
    const packed = deflateRawSync(Buffer.alloc(150 * megabyte));
    const file = zip([{ name: "x", content: "", claimed: 1000, packed }]);
    const files = new Unzip(file);
    expect(codeOf(() => files.read("x"))).toBe("too_large");
  });

  test("one bomb read many times over", () => {
    const packed = deflateRawSync(zeros);
    const entries = [1, 2, 3, 4].map((i) => ({ name: `${i}`, content: "", claimed: 10, packed }));
    const files = new Unzip(zip(entries));
    expect(codeOf(() => ["1", "2", "3"].map((name) => files.read(name)))).toBe("ok");
    expect(codeOf(() => files.read("4"))).toBe("too_large");
  });

  test("too many files", () => {
    const entries = Array.from({ length: 2001 }, (_, i) => ({ name: `${i}`, content: "" }));
    expect(codeOf(() => new Unzip(zip(entries)))).toBe("too_large");
  });

  test("files under a password", () => {
    const file = zip([{ name: "x", content: "x", flags: 1 }]);
    expect(codeOf(() => new Unzip(file))).toBe("invalid_message");
  });

  test("what is no zip, or cut off anywhere", () => {
    const file = zip([{ name: "name", content: "content of some length" }]);
    for (let length = 0; length < file.length; length++) {
      expect(codeOf(() => new Unzip(file.subarray(0, length)).read("name"))).toBe(
        "invalid_message",
      );
    }
  });

  test("any byte changed: read, or refused in words", () => {
    const file = zip([{ name: "name", content: "content of some length" }]);
    for (let at = 0; at < file.length; at++) {
      const damaged = Buffer.from(file);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0xff, at);
      codeOf(() => new Unzip(damaged).read("name"));
    }
  });
});
