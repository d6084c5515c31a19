/** A file of somebody's computer as a new document. */
import { type Answer, request } from "@/client/request";
import { limits } from "@/collab/protocol/limits";

export const acceptedFiles =
  ".md,.markdown,.txt,.html,.htm,.docx,text/markdown,text/plain,text/html," +
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

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
  if (kind === "word") return importWord(file);
  if (kind === "old word") {
    return refused(`“${name}” is of an old kind of Word file. Save it as .docx and try again.`);
  }
  if (file.size > limits.importBytes) return refused(tooLarge(name));
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (!bytes) return refused(`“${name}” could not be read. Is it still there?`);
  const text = decode(new Uint8Array(bytes));
  if (text === undefined) {
    return refused(`“${name}” is not text in UTF-8. Save it as that and try again.`);
  }
  const body =
    kind === "html" ? await fromHtml(name, text).catch(() => undefined) : fromMarkdown(name, text);
  if (!body) return refused(`“${name}” could not be read as HTML. Try again.`);
  if (body.markdown.length > limits.importBytes) return refused(tooLarge(name));
  const made = await request<{ id: string }>("/api/documents", { method: "POST", body });
  if (!made.ok) return refused(`“${name}”: ${made.message}`);
  return { ok: true, value: { id: made.value.id, notes: [] } };
}

/** The server reads it: a Word file is a program's format, not a text. */
async function importWord(file: File): Promise<Answer<ImportedFile>> {
  const { name } = file;
  if (file.size > limits.wordBytes) return refused(tooLarge(name, limits.wordBytes));
  const path = `/api/documents/import?name=${encodeURIComponent(name.toWellFormed())}`;
  const made = await request<ImportedFile>(path, { method: "POST", file });
  return made.ok ? made : refused(`“${name}”: ${made.message}`);
}

function kindOf(name: string): "markdown" | "html" | "word" | "old word" | undefined {
  if (/\.docx$/i.test(name)) return "word";
  if (/\.doc$/i.test(name)) return "old word";
  if (/\.(md|markdown|txt)$/i.test(name)) return "markdown";
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

/** A text that begins with a heading has its title there. */
function fromMarkdown(name: string, markdown: string) {
  return /^\s*#\s/.test(markdown) ? { markdown } : { markdown, title: titleOf(name) };
}

async function fromHtml(name: string, html: string) {
  // Only who imports HTML pays for the parser.
  const { markdownFromHtml } = await import("./html-to-markdown");
  const { title, markdown } = markdownFromHtml(html);
  return { markdown, title: title.slice(0, limits.titleLength) || titleOf(name) };
}

function titleOf(name: string): string {
  return name.replace(/\.\w+$/, "").slice(0, limits.titleLength);
}

function tooLarge(name: string, most: number = limits.importBytes): string {
  return `“${name}” is larger than ${most / megabyte} MB. Split it in two.`;
}

function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
