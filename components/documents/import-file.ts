/** A file of somebody's computer as a new document. */
import { type Answer, type RequestOptions, request } from "@/client/request";
import { limits } from "@/collab/protocol/limits";

export interface ImportedFile {
  readonly id: string;
  /** What could not be taken over, in sentences for people. */
  readonly notes: readonly string[];
}

const megabyte = 1024 * 1024;

/** The new document, or why there is none, as a sentence for people. */
export async function importFile(file: File): Promise<Answer<ImportedFile>> {
  const { name } = file;
  const kind = kindOf(name);
  if (!kind) {
    return refused(`“${name}” cannot be imported: only Markdown, text, HTML and Word files can.`);
  }
  if (kind === "old word") {
    return refused(`“${name}” is of an old kind of Word file. Save it as .docx and try again.`);
  }
  // A page has its images in it, as a Word file has.
  const hasImages = kind === "word" || kind === "html";
  const most = hasImages ? limits.wordBytes : limits.importBytes;
  if (file.size > most) return refused(tooLarge(name, most));
  // The server reads it: a Word file is a program's format, not a text.
  if (kind === "word") return send(name, { file });
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) return refused(`“${name}” could not be read. Is it still there?`);
  const text = decode(new Uint8Array(bytes));
  if (text === undefined) {
    return refused(`“${name}” is not text in UTF-8. Save it as that and try again.`);
  }
  if (kind === "html") return importPage(name, text);
  if (text.length > limits.importBytes) return refused(tooLarge(name));
  return send(name, { body: kind === "text" ? { text } : { markdown: text } });
}

async function importPage(name: string, html: string): Promise<Answer<ImportedFile>> {
  // Only who imports HTML pays for the parser.
  const page = await import("./html-content")
    .then(({ contentFromHtml }) => contentFromHtml(html))
    .catch(() => undefined);
  if (!page) return refused(`“${name}” could not be read as HTML. Try again.`);
  const { doc, images, notes } = page;
  const title = page.title.slice(0, limits.titleLength);
  const form = new FormData();
  form.append("content", JSON.stringify({ title, doc }));
  for (const image of images) form.append("image", image);
  const made = await send(name, { form });
  if (!made.ok) return made;
  return { ok: true, value: { ...made.value, notes: [...notes, ...made.value.notes] } };
}

async function send(name: string, content: RequestOptions): Promise<Answer<ImportedFile>> {
  const path = `/api/documents/import?name=${encodeURIComponent(name.toWellFormed())}`;
  const made = await request<ImportedFile>(path, { method: "POST", ...content });
  return made.ok ? made : refused(`“${name}”: ${made.message}`);
}

function kindOf(name: string): "markdown" | "text" | "html" | "word" | "old word" | undefined {
  if (/\.docx$/i.test(name)) return "word";
  if (/\.doc$/i.test(name)) return "old word";
  if (/\.txt$/i.test(name)) return "text";
  if (/\.(md|markdown)$/i.test(name)) return "markdown";
  return /\.html?$/i.test(name) ? "html" : undefined;
}

/** UTF-8, or UTF-16 when its first bytes say so; undefined when it is no text. */
function decode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const little = first === 0xff && second === 0xfe;
  const big = first === 0xfe && second === 0xff;
  const encoding = little ? "utf-16le" : big ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function tooLarge(name: string, most: number = limits.importBytes): string {
  return `“${name}” is larger than ${most / megabyte} MB. Split it in two.`;
}

function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
