/** The slash menu: type / at the start of a block, or after a space, and choose what comes. */
import { Extension } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion } from "@tiptap/suggestion";
import { allBlocks, applyBlock, type BlockKind } from "./blocks";
import { alignmentKinds, insertions, linkKind } from "./insertions";
import { Panels } from "./panels";
import { isPlainText } from "./suggest/plain-text";
import { SuggestionList } from "./suggest/suggestion-list";

export const SlashMenu = Extension.create<{ readonly panels: Panels }>({
  name: "slashMenu",
  addOptions: () => ({ panels: new Panels() }),
  addProseMirrorPlugins() {
    const { editor } = this;
    const { panels } = this.options;
    return [
      Suggestion<BlockKind, BlockKind>({
        editor,
        pluginKey: new PluginKey("slashMenu"),
        char: "/",
        items: ({ query }) => matching(query),
        allow: () => isPlainText(editor),
        command: ({ range, props: block }) => {
          editor.chain().focus().deleteRange(range).run();
          applyBlock(editor, block, panels);
        },
        render: () =>
          new SuggestionList<BlockKind>({
            id: "slash-menu",
            name: "Blocks",
            option: ({ label, markdown }) => ({ label, typed: markdown }),
          }),
      }),
    ];
  },
});

/** Blocks first: they are what it is opened for. */
const choices = [...allBlocks, ...insertions, linkKind, ...alignmentKinds];

/** Every word of the query begins a word of the block's; names before synonyms. */
function matching(query: string): BlockKind[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = choices.filter(({ label, words }) => {
    const known = `${label} ${words}`.toLowerCase().split(" ");
    return wanted.every((part) => known.some((word) => word.startsWith(part)));
  });
  const named = ({ label }: BlockKind) => label.toLowerCase().startsWith(query.toLowerCase());
  return [...found.filter(named), ...found.filter((block) => !named(block))];
}
