/** Pictures written out in HTML are files, and leave nothing but their place. */
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { expect, test } from "vitest";
import { schema } from "@/collab/schema/schema";
import { imageFault } from "./image-files";
import { fileOf, holdsPictures, takePlaces } from "./pasted-pictures";

test("a picture is the file that was written out, and one that can't be taken says so", async () => {
  const file = fileOf("data:image/jpg;base64,/9j/4A==", "photo");
  expect([file.type, imageFault(file)]).toEqual(["image/jpeg", undefined]);
  expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([255, 216, 255, 224]);
  expect(await fileOf("data:image/png;BASE64,aGk%3D", "hi").text()).toBe("hi");
  expect(imageFault(fileOf("data:image/png;base64,?!", "none"))).toContain("is empty");
  expect(imageFault(fileOf("data:image/svg+xml,%3Csvg/%3E", "drawing"))).toContain("is no image");
});

test("its place is where it stood, and nothing stands there any more", () => {
  const p = (text: string) => schema.node("paragraph", null, text ? [schema.text(text)] : []);
  const picture = (index: number) => schema.node("image", { src: `/pasted-picture/${index}` });
  const quote = (node: Node) => schema.node("blockquote", null, [node]);
  const nodes = [p("a"), picture(0), p("b"), quote(picture(1)), picture(2)];
  expect(holdsPictures(new Slice(Fragment.fromArray(nodes), 0, 0))).toBe(true);
  expect(holdsPictures(new Slice(Fragment.from(p("a")), 0, 0))).toBe(false);
  const { tr } = EditorState.create({ doc: schema.node("doc", null, nodes) });
  const places = takePlaces(tr);
  tr.doc.check();
  expect(tr.doc.eq(schema.node("doc", null, [p("a"), p("b"), quote(p("")), p("")]))).toBe(true);
  expect(places.map(({ index }) => index)).toEqual([0, 1, 2]);
  expect(places[0]?.at).toBe(3);
  expect(tr.doc.resolve(places[1]?.at ?? 0).node(1).type.name).toBe("blockquote");
  expect(places[2]?.at).toBe(tr.doc.content.size - 2);
});
