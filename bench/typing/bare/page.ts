/** The floor: TipTap with the same document and nothing round it, in a page of its own. */
import { Editor } from "@tiptap/core";
import { UndoRedo } from "@tiptap/extensions";
import { documentExtensions } from "@/collab/schema/extensions";

const answer = await fetch("/document.json");
const content = await answer.json();
const element = document.createElement("main");
document.body.append(element);

new Editor({
  element,
  extensions: [...documentExtensions(), UndoRedo],
  content,
  editorProps: { attributes: { class: "prose", role: "textbox", "aria-label": "Document" } },
});
