/** A title that a file says by the heading it begins with. */
import { Fragment, type Node } from "@tiptap/pm/model";
import { schema } from "../schema/schema";
import { untitled } from "../untitled";

export function beginsWithTitle(title: string, { firstChild }: Node): boolean {
  return firstChild?.type.name === "heading" && firstChild.textContent.trim() === title;
}

/** The document with its title as a heading, for a file that says it nowhere else. */
export function withTitle(title: string, doc: Node): Node {
  if (title === untitled || beginsWithTitle(title, doc)) return doc;
  const heading = schema.node("heading", { level: 1 }, schema.text(title));
  return doc.copy(Fragment.from(heading).append(doc.content));
}
