/** Reads one Word file in a thread of its own, which may be stopped at any moment, and ends. */
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { WordAnswer } from "../../ports/word";
import { Unzip, ZipFault } from "../word/unzip";
import { documentNode, titleOf } from "../word/word-document";
import { WordGathering, type WordNode } from "../word/word-file";
import { readableXml } from "../word/word-xml";

/** As mammoth reads files out of a zip. */
interface ZipFile {
  exists(name: string): boolean;
  read(name: string, encoding?: string): Promise<string | Uint8Array>;
}

interface DocxReader {
  read(file: ZipFile, input: object, options: object): PromiseLike<{ readonly value: WordNode }>;
}

/** The reader alone: its package would go on to make HTML, which nobody here needs. */
const reader: DocxReader = createRequire(import.meta.url)("mammoth/lib/docx/docx-reader");

const mostImages = 300;

async function read(bytes: Uint8Array): Promise<WordAnswer> {
  const zip = new Unzip(bytes);
  let formulas = 0;
  const file: ZipFile = {
    exists: (name) => zip.has(name),
    async read(name, encoding) {
      const content = zip.read(name);
      if (encoding === undefined) return content;
      if (encoding === "base64") return content.toString("base64");
      const readable = readableXml(content.toString("utf8"));
      formulas += readable.formulas;
      return readable.xml;
    },
  };
  const { value } = await reader.read(file, {}, { externalFileAccess: false });
  const gathering = new WordGathering(value);
  const doc = documentNode(value, gathering);
  const notes: string[] = [];
  const images = await Promise.all(
    gathering.images.slice(0, mostImages).map((image) => image.readAsBuffer?.().catch(noImage)),
  );
  const lost = gathering.images.length - images.filter((image) => image !== undefined).length;
  if (lost > 0) notes.push(`${counted(lost, "image is", "images are")} not part of the file.`);
  if (formulas > 0)
    notes.push(`${counted(formulas, "formula is", "formulas are")} plain text now.`);
  const comments = value.comments?.length ?? 0;
  if (comments > 0) notes.push(`${counted(comments, "comment was", "comments were")} left out.`);
  return { ok: true, content: { title: titleOf(value), doc, images, notes } };
}

/** An image by an address: nothing is ever fetched. */
function noImage(error: unknown): undefined {
  if (error instanceof ZipFault && error.code === "too_large") throw error;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function fault(error: unknown): WordAnswer {
  if (error instanceof ZipFault) {
    return { ok: false, code: error.code, message: error.message };
  }
  const message = "This is no Word file, or it is damaged.";
  return { ok: false, code: "invalid_message", message };
}

parentPort?.postMessage(await read(workerData).catch(fault));
