import { expect, test } from "vitest";
import { importFile } from "./import-file";

test("a page that can't be read is told by its name, and holds up no other file", async () => {
  // There is no reader of HTML where tests run.
  const answer = await importFile(new File(["<p>a</p>"], "bad.html"));
  expect(answer).toMatchObject({ ok: false, message: expect.stringContaining("“bad.html”") });
});
