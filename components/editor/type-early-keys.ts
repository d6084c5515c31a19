/** What was kept before the editor was there (see `keep-early-keys.ts`) goes into it. */
import type { EditorView } from "@tiptap/pm/view";

/** Types `keys` at the selection, as if they were pressed now: marks like `# ` do what they do. */
export function typeEarlyKeys(view: EditorView, keys: readonly string[]): void {
  for (const key of keys) {
    if (key === "Enter") {
      const event = new KeyboardEvent("keydown", { key, keyCode: 13 });
      view.someProp("handleKeyDown", (handle) => handle(view, event));
      continue;
    }
    const { from, to } = view.state.selection;
    const insert = () => view.state.tr.insertText(key, from, to);
    const done = view.someProp("handleTextInput", (handle) => handle(view, from, to, key, insert));
    if (!done) view.dispatch(insert());
  }
  if (keys.length > 0) view.dispatch(view.state.tr.scrollIntoView());
}
