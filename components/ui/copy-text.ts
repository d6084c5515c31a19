/** To the clipboard, with a word on how it went. */
import { toast } from "sonner";

/** With `html`, the same with its formatting, for programs that take it. */
export async function copyText(text: string, done: string, html?: string): Promise<void> {
  const contents = { "text/plain": text, ...(html === undefined ? {} : { "text/html": html }) };
  if ((await byClipboard(contents)) || byEvent(contents)) toast.success(done);
  else toast.error("This browser does not allow copying here. Select the text and copy it.");
}

type Contents = Readonly<Record<string, string>>;

/** Exists on secure pages only. */
async function byClipboard(contents: Contents): Promise<boolean> {
  try {
    const blobs = Object.entries(contents).map(([type, content]) => [
      type,
      new Blob([content], { type }),
    ]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return false;
  }
}

/** The old way, for a server reached by plain HTTP on the local network. */
function byEvent(contents: Contents): boolean {
  const fill = (event: ClipboardEvent) => {
    for (const [type, content] of Object.entries(contents)) {
      event.clipboardData?.setData(type, content);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  // A browser copies only while something is selected.
  const field = document.createElement("textarea");
  const focused = document.activeElement;
  field.value = contents["text/plain"] ?? "";
  field.className = "fixed opacity-0";
  document.body.append(field);
  field.select();
  window.addEventListener("copy", fill, { capture: true });
  const copied = document.execCommand("copy");
  window.removeEventListener("copy", fill, { capture: true });
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
