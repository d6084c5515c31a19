/** What is uploaded to do harm is only an image, or nothing. */
import { deflateSync } from "node:zlib";
import { png } from "../support/images";
import { expect, newDocument, test } from "./fixtures";

test.describe("[B16] [B17] hostile uploads", () => {
  const polyglot = Buffer.concat([
    png(4, 4),
    Buffer.from("<html><script>document.title='hurt'</script><body>hurt"),
  ]);

  test("an image that is a page as well is only an image", async ({ newPerson }) => {
    const ada = await newPerson("Ada");
    const id = await newDocument(ada);
    const answer = await ada.context.request.post(
      `/api/documents/${id}/uploads?name=${encodeURIComponent("../../x.html\0")}`,
      { data: polyglot, headers: { "content-type": "text/html" } },
    );
    expect(answer.status()).toBe(201);
    const { url } = await answer.json();
    const shown = await ada.page.goto(url);
    expect(shown?.headers()).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "private, max-age=31536000, immutable",
      "content-disposition": "inline; filename*=UTF-8''x.html",
    });
    expect(await ada.page.title()).not.toContain("hurt");
    expect(await shown?.body()).toEqual(polyglot);
  });

  test("each of these is refused with a reason, and nothing is kept", async ({
    newPerson,
    request,
    server,
  }) => {
    const ada = await newPerson("Ada");
    const id = await newDocument(ada);
    const post = (data: Buffer, path = id, headers: Record<string, string> = {}) =>
      ada.context.request.post(`/api/documents/${path}/uploads`, { data, headers });
    const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
    const large = Buffer.concat([png(4, 4), Buffer.alloc(10 * 1024 * 1024)]);
    const packed = deflateSync(Buffer.alloc(1000));
    expect((await post(svg)).status()).toBe(400);
    expect((await post(packed)).status()).toBe(400);
    expect((await post(Buffer.alloc(0))).status()).toBe(400);
    expect((await post(large)).status()).toBe(413);
    expect((await post(png(1, 1, [0, 0, 0], [20_000, 20_000]))).status()).toBe(413);
    expect((await post(png(4, 4), "no-such-document")).status()).toBe(404);
    const foreign = { origin: "https://evil.example" };
    expect((await post(png(4, 4), id, foreign)).status()).toBe(403);
    const stranger = await request.post(`${server.url}/api/documents/${id}/uploads`, {
      data: png(4, 4),
    });
    expect(stranger.status()).toBe(401);
    const secrets = ["/uploads/..%2Fsecret", "/uploads/incoming", "/uploads/nothing-is-here"];
    for (const path of secrets) {
      expect((await ada.context.request.get(path)).status()).toBe(404);
    }
    expect((await post(png(4, 4))).status()).toBe(201);
  });
});
