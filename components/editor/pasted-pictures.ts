/**
 * Pictures that are written out within pasted HTML (`data:`), which no document holds: they become files
 * to upload. While the HTML is read, an address of ours stands for each, so that its place is found.
 */
import type { Slice } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { lineAfter } from "./write-on-after";

const standIn = /^\/pasted-picture\/(\d+)$/;
/** Shorter, it is the empty dot that pages show until a picture has come. */
const shortest = 90;

/** The pictures in `body`, which has stand-ins afterwards. */
export function takePictures(body: HTMLElement): readonly File[] {
  const images = [...body.querySelectorAll("img")].flatMap((image) => {
    const src = image.getAttribute("src")?.trim() ?? "";
    return /^data:/i.test(src) && src.length >= shortest ? [{ image, src }] : [];
  });
  return images.map(({ image, src }, index) => {
    image.setAttribute("src", `/pasted-picture/${index}`);
    return fileOf(src, image.alt.slice(0, 60).toWellFormed() || "Pasted image");
  });
}

export function holdsPictures({ content }: Slice): boolean {
  let found = false;
  content.descendants((node) => {
    found ||= standIn.test(node.attrs.src ?? "");
    return !found;
  });
  return found;
}

/** Takes the stand-ins out of the document: which picture belongs where. */
export function takePlaces(
  tr: Transaction,
): readonly { readonly index: number; readonly at: number }[] {
  const found: { readonly index: number; readonly at: number }[] = [];
  tr.doc.descendants((node, at) => {
    const [, index] = standIn.exec(node.attrs.src ?? "") ?? [];
    if (index !== undefined) found.push({ index: Number(index), at });
  });
  const before = tr.steps.length;
  for (const { at } of found.toReversed()) tr.delete(at, at + 1);
  const places = found.map(({ index, at }) => ({ index, at: tr.mapping.slice(before).map(at) }));
  const { size } = tr.doc.content;
  // Below the last one goes on. Without a line the server adds one, which may come above a picture.
  if (places.some(({ at }) => at === size)) lineAfter(tr, size);
  return places;
}

/** What can't be read is an empty file, which is told like any other that can't be taken. */
export function fileOf(src: string, name: string): File {
  const comma = src.indexOf(",");
  const [type = "", ...parameters] = src.slice("data:".length, comma).toLowerCase().split(";");
  const isBase64 = parameters.some((parameter) => parameter.trim() === "base64");
  // Not the name of the type, but written as often.
  const options = { type: type === "image/jpg" ? "image/jpeg" : type };
  try {
    const data = decodeURIComponent(src.slice(comma + 1));
    const bytes = isBase64 ? Uint8Array.from(atob(data), (byte) => byte.charCodeAt(0)) : data;
    return new File([bytes], name, options);
  } catch {
    return new File([], name, options);
  }
}
