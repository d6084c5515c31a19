/** Which files of a paste or a drop are meant as images, and why one can't be taken. */
import { limits } from "@/collab/protocol/limits";

export const imageTypes = "image/png,image/jpeg,image/gif,image/webp,image/avif";

const megabyte = 1024 * 1024;

/** The files, unless the text beside them is what was meant: Word adds a picture of its own text. */
export function filesOf(transfer: DataTransfer | null): readonly File[] {
  const files = [...(transfer?.files ?? [])];
  if (files.length === 0 || !transfer) return [];
  const html = transfer.getData("text/html");
  if (html === "") return files;
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const isOnlyImage = body.querySelector("img") !== null && body.textContent?.trim() === "";
  return isOnlyImage ? files : [];
}

/** Known before anything is sent; the server looks at the bytes themselves. */
export function imageFault({ name, type, size }: File): string | undefined {
  if (/\.(?:md|markdown|txt|html?|docx)$/i.test(name)) {
    return `“${name}” is no image: the list of documents makes a new document of it.`;
  }
  if (!imageTypes.split(",").includes(type)) {
    return `“${name}” is no image that can be shown here: use PNG, JPEG, GIF, WebP or AVIF.`;
  }
  if (size === 0) return `“${name}” is empty.`;
  if (size > limits.uploadBytes) {
    const most = limits.uploadBytes / megabyte;
    return `“${name}” has ${(size / megabyte).toFixed(1)} MB, and an image may have ${most} MB.`;
  }
  return undefined;
}
