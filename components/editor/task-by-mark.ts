/**
 * `- [ ] ` as it stands in Markdown: the dash has made an item of a list by then, which becomes a task
 * here. In a task the same says whether it is done.
 */
import { Extension, InputRule } from "@tiptap/core";

export const TaskByMark = Extension.create({
  name: "taskByMark",
  addInputRules: () => [
    new InputRule({
      find: /^\[([ xX]?)\]\s$/,
      handler({ state, range, match, chain }) {
        const $at = state.doc.resolve(range.from);
        const item = $at.depth > 1 ? $at.node(-1) : undefined;
        const first = $at.index(-1) === 0;
        const kind = item?.type.name;
        if (!first || (kind !== "taskItem" && kind !== "listItem")) return null;
        const checked = match[1]?.toLowerCase() === "x";
        const marked = chain().deleteRange(range);
        if (kind === "listItem") marked.toggleTaskList();
        marked.updateAttributes("taskItem", { checked }).run();
        return undefined;
      },
    }),
  ],
});
