/** A task whose box is called by what is to be done, wherever it is drawn. */
import { mergeAttributes } from "@tiptap/core";
import { TaskItem } from "@tiptap/extension-list";
import type { Node } from "@tiptap/pm/model";

/** What a screen reader says of a task's box: its own line, without the tasks below it. */
export function taskName({ firstChild }: Node): string {
  return firstChild?.textContent.trim().slice(0, 80).toWellFormed() || "Empty task";
}

export const NamedTaskItem = TaskItem.extend({
  renderHTML({ node, HTMLAttributes }) {
    const box = {
      type: "checkbox",
      checked: node.attrs.checked ? "checked" : null,
      "aria-label": taskName(node),
    };
    const item = mergeAttributes(HTMLAttributes, { "data-type": this.name });
    return ["li", item, ["label", ["input", box]], ["div", 0]];
  },
}).configure({ nested: true, a11y: { checkboxLabel: taskName } });
