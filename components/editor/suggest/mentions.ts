/** Mentions: `@`, and a choice of people; a mention keeps the name its person had. */
import { Mention } from "@tiptap/extension-mention";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion } from "@tiptap/suggestion";
import type { DocumentSession } from "@/client/session/document-session";
import type { PublicUser } from "@/collab/protocol/server-messages";
import { PeopleToMention } from "./people-to-mention";
import { isPlainText } from "./plain-text";
import { SuggestionList } from "./suggestion-list";

export function mentions(documentId: string, session: DocumentSession) {
  const people = new PeopleToMention(documentId, session);
  return Mention.extend({
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        Suggestion<PublicUser, PublicUser>({
          editor,
          pluginKey: new PluginKey("mentions"),
          char: "@",
          allowedPrefixes: [" ", "("],
          items: ({ query }) => people.matching(query),
          allow: () => isPlainText(editor),
          command: ({ range, props: { id, name } }) => {
            const mention = { type: "mention", attrs: { id, label: name } };
            const space = { type: "text", text: " " };
            editor.chain().focus().insertContentAt(range, [mention, space]).run();
          },
          render: () =>
            new SuggestionList<PublicUser>({
              id: "people-list",
              name: "People",
              option: ({ name, color }) => ({ label: name, sign: face(name, color) }),
            }),
        }),
      ];
    },
  }).configure({ HTMLAttributes: { class: "mention" }, deleteTriggerWithBackspace: true });
}

function face(name: string, color: string): HTMLElement {
  const disc = document.createElement("span");
  disc.className =
    "flex size-5.5 shrink-0 items-center justify-center rounded-full font-semibold " +
    "text-[0.6rem] text-white";
  disc.style.backgroundColor = color;
  disc.textContent = [...name][0]?.toUpperCase() ?? "";
  disc.setAttribute("aria-hidden", "true");
  return disc;
}
