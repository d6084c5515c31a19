/** Why a file can't be taken as an image is said with what can be done instead. */
import { expect, test } from "vitest";
import { imageFault } from "./image-files";

const file = (name: string, type: string) => new File(["content"], name, { type });

test("a text is for the list of documents, other files are of the wrong kind", () => {
  for (const name of ["notes.md", "notes.txt", "page.HTML", "letter.docx"]) {
    expect(imageFault(file(name, ""))).toContain("the list of documents");
  }
  expect(imageFault(file("drawing.svg", "image/svg+xml"))).toContain("use PNG");
  expect(imageFault(file("photo.png", "image/png"))).toBeUndefined();
});
