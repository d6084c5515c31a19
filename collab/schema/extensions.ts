/** The document as TipTap extensions: what the editor shows and the server checks by. */
import type { Extensions } from "@tiptap/core";
import { Details, DetailsContent, DetailsSummary } from "@tiptap/extension-details";
import { Highlight } from "@tiptap/extension-highlight";
import { Image } from "@tiptap/extension-image";
import { Link } from "@tiptap/extension-link";
import { TaskList } from "@tiptap/extension-list";
import { BlockMath, InlineMath } from "@tiptap/extension-mathematics";
import { Mention } from "@tiptap/extension-mention";
import { TableKit } from "@tiptap/extension-table";
import { TextAlign } from "@tiptap/extension-text-align";
import { Color, TextStyle } from "@tiptap/extension-text-style";
import { StarterKit } from "@tiptap/starter-kit";
import { bySide } from "./by-side";
import { NamedTaskItem } from "./task-item";
import { isAllowedImage, isAllowedLink } from "./url-policy";

/** Where somebody lands by a link is their own choice: no opener, no referrer. */
const linkRel = "noopener noreferrer nofollow";

const SafeLink = Link.extend({
  // Typing after a link is not part of it.
  inclusive: false,
  addAttributes: () => ({ href: { default: null }, title: { default: null } }),
  renderHTML: ({ HTMLAttributes: { href, title } }) => {
    const safe = typeof href === "string" && isAllowedLink(href) ? href : undefined;
    return ["a", { href: safe, title: title ?? undefined, target: "_blank", rel: linkRel }, 0];
  },
});

/** Word pastes images as files of its own computer, which nobody else could see: they are left out. */
export const SafeImage = Image.extend({
  parseHTML: () => [
    {
      tag: "img[src]",
      getAttrs: (image) => (isAllowedImage(image.getAttribute("src") ?? "") ? null : false),
    },
  ],
});

export interface DocumentExtensionOptions {
  /** For an editor: the tab key writes spaces in a code block. */
  readonly tabIndentsCode?: boolean;
}

/** Every node and mark of a document, without what only an editor needs. */
export function documentExtensions(options: DocumentExtensionOptions = {}): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3, 4] },
      link: false,
      // History and repairs belong to collaboration: see client/collab and collab/rebase.
      undoRedo: false,
      trailingNode: false,
      bulletList: { HTMLAttributes: bySide },
      orderedList: { HTMLAttributes: bySide },
      blockquote: { HTMLAttributes: bySide },
      codeBlock: { enableTabIndentation: options.tabIndentsCode ?? false },
    }),
    SafeLink.configure({
      openOnClick: false,
      autolink: true,
      defaultProtocol: "https",
      isAllowedUri: isAllowedLink,
    }),
    TableKit.configure({ table: { resizable: true } }),
    TaskList.configure({ HTMLAttributes: bySide }),
    NamedTaskItem,
    TextStyle,
    Color,
    Highlight.configure({ multicolor: true }),
    TextAlign.configure({ types: ["heading", "paragraph"] }),
    SafeImage,
    Mention,
    InlineMath,
    BlockMath,
    Details,
    DetailsContent,
    DetailsSummary,
  ];
}
