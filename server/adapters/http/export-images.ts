/** The images of a document that leaves this server: in the file itself, or by their full address. */
import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import type { Uploads } from "../../documents/uploads";

/** Of all images in one file: more makes a page that takes long to open anywhere. */
const mostBytes = 25 * 1024 * 1024;

/** The addresses of uploads as they stand in a document. */
function uploadedIn(doc: Node): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  doc.descendants(({ type, attrs }) => {
    const id = type.name === "image" && String(attrs.src).match(/^\/uploads\/([\w-]+)$/)?.[1];
    if (id) found.set(String(attrs.src), id);
  });
  return found;
}

/** Images by their data, as far as there is room; the rest by their full address. */
export async function embeddedImages(
  doc: Node,
  uploads: Uploads,
  origin: string,
): Promise<ReadonlyMap<string, string>> {
  const images = new Map<string, string>();
  let left = mostBytes;
  for (const [src, id] of uploadedIn(doc)) {
    images.set(src, `${origin}${src}`);
    const upload = await uploads.find(id);
    const chunks = upload && upload.bytes <= left ? await uploads.read(id) : undefined;
    if (!upload || !chunks) continue;
    left -= upload.bytes;
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks) parts.push(chunk);
    images.set(src, `data:${upload.type};base64,${Buffer.concat(parts).toString("base64")}`);
  }
  return images;
}

/** The document with full addresses of its uploads, for a file that is read elsewhere. */
export function withFullAddresses(doc: Node, origin: string): Node {
  const tr = new Transform(doc);
  doc.descendants(({ type, attrs }, pos) => {
    const uploaded = type.name === "image" && String(attrs.src).startsWith("/uploads/");
    if (uploaded) tr.setNodeAttribute(pos, "src", `${origin}${attrs.src}`);
  });
  return tr.doc;
}
