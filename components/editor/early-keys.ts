/**
 * What somebody types before the editor is there: who has just made a document, or put the caret in
 * a text, does not wait for scripts and for the server. It is kept, and typed as soon as it can be.
 */
import type { EditorView } from "@tiptap/pm/view";

/** Letters, signs and "Enter", in the order in which they were pressed. */
export type EarlyKeys = string[];

/** Keeps in `keys` what is typed into no field while `wanted`, until it is stopped. */
export function keepEarlyKeys(keys: EarlyKeys, wanted: () => boolean): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || document.activeElement !== document.body || !wanted()) return;
    if (isCommand(event)) return;
    if (event.key === "Backspace") keys.pop();
    else if (event.key === "Enter" || [...event.key].length === 1) keys.push(event.key);
    else return;
    // Neither scrolls by space nor opens a browser's own search.
    event.preventDefault();
  };
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}

function isCommand(event: KeyboardEvent): boolean {
  if (event.isComposing) return true;
  return (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
}

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
