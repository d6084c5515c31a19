import { Editor } from "@tiptap/core";
import { expect, test } from "vitest";
import { documentExtensions } from "@/collab/schema/extensions";
import { isPlainText } from "./plain-text";

const paragraph = (marks: readonly string[]) => ({
  type: "paragraph",
  content: [{ type: "text", text: "abc", marks: marks.map((type) => ({ type })) }],
});
const code = { type: "codeBlock", content: [{ type: "text", text: "abc" }] };

test.each([
  ["text", paragraph([]), true],
  ["bold text", paragraph(["bold"]), true],
  ["code in a line", paragraph(["code"]), false],
  ["a block of code", code, false],
])("in %s a sign may open a menu, or not", (_, block, expected) => {
  const content = { type: "doc", content: [block] };
  const editor = new Editor({ element: null, extensions: documentExtensions(), content });
  editor.commands.setTextSelection(3);
  expect(isPlainText(editor)).toBe(expected);
  editor.setEditable(false);
  expect(isPlainText(editor)).toBe(false);
});
