/** A link written out as Markdown has it: `[text](address)` becomes one at the last parenthesis. */
import { Extension, InputRule } from "@tiptap/core";
import { isAllowedLink } from "@/collab/schema/url-policy";

export const MarkdownLink = Extension.create({
  name: "markdownLink",
  addInputRules: () => [
    new InputRule({
      find: /(?:^|[^!])(\[([^[\]\n]+)\]\(([^()\s]+)\))$/,
      handler: ({ state, range, match: [, written = "", text = "", href = ""] }) => {
        const link = state.schema.marks.link;
        if (!link || !isAllowedLink(href)) return null;
        // The last parenthesis is not in the text yet.
        const from = range.to - (written.length - 1);
        const marks = link.create({ href }).addToSet(state.doc.resolve(from + 1).marks());
        state.tr.replaceWith(from, range.to, state.schema.text(text, marks));
        state.tr.removeStoredMark(link);
      },
    }),
  ],
});
