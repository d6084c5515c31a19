/** A file of somebody's computer as a new document. */
import { toast } from "sonner";
import { limits } from "@/collab/protocol/limits";
import { call } from "./api";

export const acceptedFiles = ".md,.markdown,.txt,text/markdown,text/plain";

/** The id of the new document; undefined, with the reason shown, when there is none. */
export async function importFile(file: File): Promise<string | undefined> {
  if (!/\.(md|markdown|txt)$/i.test(file.name)) {
    toast.error(`${file.name} is no Markdown or text file. Save it as .md and drop it again.`);
    return undefined;
  }
  if (file.size > limits.importBytes) {
    toast.error(`${file.name} is over ${limits.importBytes / 1024} kB. Split it in two.`);
    return undefined;
  }
  const markdown = await file.text();
  const title = file.name.replace(/\.\w+$/, "");
  const heading = /^#\s/.test(markdown.trimStart());
  const body = heading ? { markdown } : { markdown, title };
  const made = await call<{ id: string }>("/api/documents", "POST", body);
  return made?.id;
}
