/** What every store of uploads must do: the rows, and the files. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UploadFiles, UploadRow } from "@/server/ports/uploads";
import { noon } from "../support/log-samples";
import type { OpenedStores, OpenStores } from "./open-stores";

const photo: UploadRow = {
  ...{
    id: "photo-1",
    userId: "ada",
    type: "image/webp",
    bytes: 7_000_000,
    width: 800,
    height: 600,
  },
  ...{ name: "../Käse 😀.webp", createdAt: noon },
};

export function uploadsContract(name: string, open: OpenStores): void {
  describe(`the uploads of ${name}`, () => {
    let opened: OpenedStores;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it("gives back what was added", async () => {
      const { uploads } = opened.stores;
      await uploads.add(photo);
      expect(await uploads.find("photo-1")).toEqual(photo);
      expect(await uploads.find("photo-2")).toBeUndefined();
    });

    it("never has two of one id", async () => {
      const { uploads } = opened.stores;
      await uploads.add(photo);
      await expect(uploads.add({ ...photo, userId: "ben" })).rejects.toMatchObject({
        name: "StoreError",
      });
      expect((await uploads.find("photo-1"))?.userId).toBe("ada");
    });

    it("adds up what one person has here", async () => {
      const { uploads } = opened.stores;
      expect(await uploads.bytesOf("ada")).toBe(0);
      await uploads.add(photo);
      await uploads.add({ ...photo, id: "photo-2", bytes: 1 });
      await uploads.add({ ...photo, id: "photo-3", userId: "ben" });
      expect(await uploads.bytesOf("ada")).toBe(7_000_001);
    });
  });
}

export function uploadFilesContract(name: string, open: () => Promise<UploadFiles>): void {
  describe(`the files of ${name}`, () => {
    it("keeps the bytes under the id, and reads them back", async () => {
      const files = await open();
      const received = await files.receive(inParts("some", " ", "bytes"), 100);
      if (received === "too_large") throw new Error("It is small.");
      expect(received.bytes).toBe(10);
      expect(Buffer.from(received.head).toString()).toBe("some bytes");
      expect(await text(files, "one")).toBeUndefined();
      await received.keep("one");
      await received.discard();
      expect(await text(files, "one")).toBe("some bytes");
    });

    it("forgets what is discarded", async () => {
      const files = await open();
      const received = await files.receive(inParts("gone"), 100);
      if (received === "too_large") throw new Error("It is small.");
      await received.discard();
      expect(await text(files, "gone")).toBeUndefined();
    });

    it("takes what is exactly as large as it may be, and no more", async () => {
      const files = await open();
      expect(await files.receive(inParts("12345"), 5)).toMatchObject({ bytes: 5 });
      expect(await files.receive(inParts("12345", "6"), 5)).toBe("too_large");
    });

    it("passes on why the bytes stopped coming", async () => {
      const files = await open();
      await expect(files.receive(breaking(), 100)).rejects.toThrow("the tab was closed");
    });

    it.each(["nobody", "../secret", "a/b", "", "incoming", "a\0b"])("has no %j", async (id) => {
      expect(await text(await open(), id)).toBeUndefined();
    });
  });
}

export async function* inParts(...parts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

async function* breaking(): AsyncIterable<Uint8Array> {
  yield Buffer.from("half a pict");
  throw new Error("the tab was closed");
}

async function text(files: UploadFiles, id: string): Promise<string | undefined> {
  const chunks = await files.read(id);
  if (!chunks) return undefined;
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}
