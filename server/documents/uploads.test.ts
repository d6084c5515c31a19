/** Who may put an image where, and what is refused, with the reason. */
import { beforeEach, describe, expect, test } from "vitest";
import { limits } from "@/collab/protocol/limits";
import { memoryStores } from "@/server/adapters/memory/memory-stores";
import { MemoryUploadFiles } from "@/server/adapters/memory/memory-uploads";
import type { Stores } from "@/server/ports/stores";
import { png } from "@/tests/support/images";
import { noon, seed } from "@/tests/support/log-samples";
import { shownName, Uploads } from "./uploads";

const ada = { id: "ada", name: "Ada", color: "#aa3355", guest: true, createdAt: noon };
const ben = { ...ada, id: "ben", name: "Ben" };

describe("uploads", () => {
  let stores: Stores;
  let uploads: Uploads;
  let now = noon;
  beforeEach(async () => {
    stores = memoryStores();
    await seed(stores, "plan");
    let made = 0;
    const newId = () => `upload-${++made}`;
    uploads = new Uploads({ ...stores, files: new MemoryUploadFiles(), newId, now: () => now });
  });
  const add = (bytes: Uint8Array, person = ada, documentId = "plan") =>
    uploads.add(person, documentId, "holiday.png", whole(bytes));
  const code = (outcome: Awaited<ReturnType<typeof add>>) =>
    outcome.ok ? "ok" : outcome.error.code;

  test("an image is kept under an id of the server's", async () => {
    const outcome = await add(png(20, 10));
    expect(outcome).toMatchObject({
      ok: true,
      value: { id: "upload-1", userId: "ada", type: "image/png", width: 20, height: 10 },
    });
    expect(await uploads.read("upload-1")).toBeDefined();
  });

  test("only who may write in the document may add to it", async () => {
    await stores.people.create(ben, { id: "b", userId: "ben", createdAt: noon, expiresAt: noon });
    await stores.documents.addMember("plan", "ben", "viewer");
    expect(code(await add(png(2, 2), ben))).toBe("forbidden");
    expect(code(await add(png(2, 2), ada, "nowhere"))).toBe("not_found");
  });

  test("what is no image is refused, and so is nothing, and so is too much", async () => {
    expect(code(await add(Buffer.from("<svg onload='alert(1)'/>")))).toBe("invalid_message");
    expect(code(await add(Buffer.alloc(0)))).toBe("invalid_message");
    const large = Buffer.concat([png(2, 2), Buffer.alloc(limits.uploadBytes)]);
    expect(code(await add(large))).toBe("too_large");
    expect(code(await add(png(1, 1, [0, 0, 0], [20_000, 20_000])))).toBe("too_large");
    expect(await stores.uploads.bytesOf("ada")).toBe(0);
  });

  test("a person has only so much room, and a guest less", async () => {
    const filled = { ...{ id: "x", userId: "ada", type: "image/png" as const, name: "x" } };
    const size = { bytes: limits.guestUploadBytes, width: 1, height: 1, createdAt: noon };
    await stores.uploads.add({ ...filled, ...size });
    expect(code(await add(png(2, 2)))).toBe("too_large");
    expect(code(await add(png(2, 2), { ...ada, guest: false }))).toBe("ok");
  });

  test("a rate that no hand keeps up is refused, and allowed again later", async () => {
    const codes: string[] = [];
    for (let i = 0; i < 60; i++) codes.push(code(await add(png(2, 2))));
    expect(codes.filter((each) => each === "ok")).toHaveLength(40);
    expect(codes.at(-1)).toBe("rate_limited");
    now += 10_000;
    expect(code(await add(png(2, 2)))).toBe("ok");
  });
});

test.each([
  ["../../etc/passwd", "passwd"],
  ["..\\..\\boot.ini", "boot.ini"],
  ["a\0b\u202egnp.png", "abgnp.png"],
  ["", "image"],
  ["  ", "image"],
  ["\ud800.png", "\ufffd.png"],
  ["x".repeat(5000), "x".repeat(200)],
  [`${"x".repeat(199)}😀`, `${"x".repeat(199)}\ufffd`],
])("the name %j is shown as %j", (name, shown) => {
  expect(shownName(name)).toBe(shown);
});

async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
