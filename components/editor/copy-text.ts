/** Text to the clipboard, with a word on how it went. */
import { toast } from "sonner";

export async function copyText(text: string, done: string): Promise<void> {
  if ((await byClipboard(text)) || bySelection(text)) toast.success(done);
  else toast.error("This browser does not allow copying here. Select the text and copy it.");
}

/** Exists on secure pages only. */
async function byClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The old way, for a server reached by plain HTTP on the local network. */
function bySelection(text: string): boolean {
  const field = document.createElement("textarea");
  const focused = document.activeElement;
  field.value = text;
  field.className = "fixed opacity-0";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
