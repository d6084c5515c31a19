/** Emoji by their names: `:smile` and choose, or `:smile:` at once. They are text like any other. */
import { Extension, InputRule } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion } from "@tiptap/suggestion";
import { type Emoji, findEmoji, loadEmoji, namedEmoji } from "./emoji-names";
import { isPlainText } from "./plain-text";
import { element, SuggestionList } from "./suggestion-list";

export const EmojiByName = Extension.create({
  name: "emojiByName",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      Suggestion<Emoji, Emoji>({
        editor,
        pluginKey: new PluginKey("emojiByName"),
        char: ":",
        allowedPrefixes: [" ", "("],
        // One letter is a smiley more often than a name: ":D".
        minQueryLength: 2,
        items: async ({ query }) => findEmoji(await loadEmoji(), query),
        allow: () => isPlainText(editor),
        command: ({ range, props: { sign } }) => {
          editor.chain().focus().insertContentAt(range, { type: "text", text: sign }).run();
        },
        render: () =>
          new SuggestionList<Emoji>({
            id: "emoji-list",
            name: "Emoji",
            option: ({ sign, names }) => ({
              label: `:${names[0]}`,
              sign: element("span", "w-6 text-center text-lg leading-none", sign),
            }),
          }),
      }),
    ];
  },
  addInputRules() {
    const { editor } = this;
    return [
      new InputRule({
        find: /(?:^|[\s(])(:([a-z0-9_+-]{2,40}):)$/,
        handler: ({ state, range, match }) => {
          const sign = namedEmoji(match[2] ?? "");
          if (!sign || !isPlainText(editor)) return null;
          // The last colon is not in the text yet.
          state.tr.insertText(sign, range.to - ((match[1] ?? "").length - 1), range.to);
        },
      }),
    ];
  },
});
