/** Images over HTTP: what is read of a file, and by whom. */
import { expect, test } from "vitest";
import type { Uploads } from "../../documents/uploads";
import { uploadedRoutes } from "./upload-routes";

test("the headers alone read nothing of the image; its bytes are read by who takes them", async () => {
  let read = 0;
  const content = async function* () {
    read += 1;
    yield Buffer.from("bytes");
  };
  const uploads: Pick<Uploads, "find" | "read"> = {
    find: async (id) => ({
      ...{ id, name: "a.png", type: "image/png", bytes: 5, width: 1, height: 1 },
      ...{ userId: "ada", documentId: "plan", createdAt: 0 },
    }),
    read: async () => content(),
  };
  const app = uploadedRoutes(uploads as Uploads);
  const head = await app.request("/one", { method: "HEAD" });
  expect(head.headers.get("content-length")).toBe("5");
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(read).toBe(0);
  expect(await (await app.request("/one")).text()).toBe("bytes");
  expect(read).toBe(1);
});
