/** Uploaded files in a folder: the contract, and what a crash or a broken connection leaves. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inParts, uploadFilesContract } from "@/tests/contract/uploads.contract";
import { MemoryUploadFiles } from "./memory/memory-uploads";
import { FolderUploads } from "./uploads";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-uploads-"));
});
afterEach(() => rm(folder, { recursive: true }));

uploadFilesContract("memory", async () => new MemoryUploadFiles());
uploadFilesContract("a folder", () => FolderUploads.open(folder));

test("nothing half written is left: of what is refused, of what breaks, of a crash", async () => {
  const files = await FolderUploads.open(folder);
  await files.receive(inParts("too", "large"), 5);
  const breaks = async function* () {
    yield Buffer.from("half");
    throw new Error("broken");
  };
  await files.receive(breaks(), 100).catch(() => {});
  expect(await readdir(join(folder, "incoming"))).toEqual([]);
  await writeFile(join(folder, "incoming", "left-by-a-crash"), "half");
  await FolderUploads.open(folder);
  expect(await readdir(join(folder, "incoming"))).toEqual([]);
});

test("an id is no path: the server's own bug would write nowhere else", async () => {
  const files = await FolderUploads.open(folder);
  const received = await files.receive(inParts("bytes"), 100);
  if (received === "too_large") throw new Error("It is small.");
  await expect(received.keep("../outside")).rejects.toBeInstanceOf(RangeError);
});

test("what was kept is there after a restart", async () => {
  const received = await (await FolderUploads.open(folder)).receive(inParts("stays"), 100);
  if (received === "too_large") throw new Error("It is small.");
  await received.keep("it");
  await FolderUploads.open(folder);
  expect(await readFile(join(folder, "it"), "utf8")).toBe("stays");
});

test("a file is opened when it is read, so that whoever never reads holds none open", async () => {
  const files = await FolderUploads.open(folder);
  const received = await files.receive(inParts("bytes"), 100);
  if (received === "too_large") throw new Error("It is small.");
  await received.keep("read-late");
  const content = await files.read("read-late");
  await rm(join(folder, "read-late"));
  await expect(content?.[Symbol.asyncIterator]().next()).rejects.toThrow("ENOENT");
});
