/** What is pasted is what the server takes. */
import { getSchema } from "@tiptap/core";
import { Fragment, Node, Slice } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import { documentExtensions } from "@/collab/schema/extensions";
import { schema as strict } from "@/collab/schema/schema";
import { allowedSlice } from "./paste-filter";

/** As the editor has it: the validators are the server's. */
const schema = getSchema(documentExtensions());

const paragraph = (...content: Node[]) => schema.node("paragraph", null, content);
const sliceOf = (...nodes: Node[]) => new Slice(Fragment.fromArray(nodes), 0, 0);

function pasted(...nodes: Node[]): Node {
  const { content } = allowedSlice(sliceOf(...nodes));
  const doc = schema.node("doc", null, content);
  Node.fromJSON(strict, doc.toJSON()).check();
  return doc;
}

test("a link that leads nowhere good is text", () => {
  const href = "javascript:alert(1)";
  const link = schema.mark("link", { href });
  const doc = pasted(paragraph(schema.text("press me", [link, schema.mark("bold")])));
  expect(doc.textContent).toBe("press me");
  expect(doc.firstChild?.firstChild?.marks.map(({ type }) => type.name)).toEqual(["bold"]);
});

test("an attribute that is not allowed is its default, the rest of the block stays", () => {
  const heading = schema.node("heading", { level: 99 }, [schema.text("Title")]);
  const colour = schema.mark("textStyle", { color: "red;background:url(//evil)" });
  const doc = pasted(heading, paragraph(schema.text("Text", [colour])));
  expect(doc.textBetween(0, doc.content.size, "|")).toBe("Title|Text");
  expect(doc.lastChild?.firstChild?.marks).toEqual([]);
});

test("a picture from nowhere is left out", () => {
  const image = schema.node("image", { src: "javascript:alert(1)" });
  const doc = pasted(paragraph(schema.text("Before")), image);
  expect(doc.childCount).toBe(1);
});

test("half characters and zero bytes are no text", () => {
  const doc = pasted(paragraph(schema.text("a\0b\ud800c")));
  expect(doc.textContent).toBe("ab\ufffdc");
});

test("what was closed stays closed when something in it is left out", () => {
  const link = schema.mark("link", { href: "javascript:alert(1)" });
  const heading = schema.node("heading", { level: 2 }, [schema.text("Title", [link])]);
  const { openStart, openEnd } = allowedSlice(sliceOf(heading));
  expect([openStart, openEnd]).toEqual([0, 0]);
  const open = new Slice(Fragment.from(heading), 1, 1);
  expect(allowedSlice(open)).toMatchObject({ openStart: 1, openEnd: 1 });
});

test("what is well is left as it is, open ends and all", () => {
  const slice = new Slice(Fragment.from(paragraph(schema.text("Fine"))), 1, 1);
  expect(allowedSlice(slice)).toBe(slice);
});
