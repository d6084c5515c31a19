/** The 16 bytes by which a packed change is found: its id where that is 128 bits, else a digest. */
import { createHash } from "node:crypto";

export const keyBytes = 16;

/** How an id is written, so that its bytes give it back; `other` ids are kept as they are. */
export type IdForm = "hex" | "base64url" | "uuid" | "other";

export function formOf(changeId: string): IdForm {
  const forms = ["hex", "base64url", "uuid"] as const;
  const known = forms.find((form) => {
    const bytes = bytesOf(changeId, form);
    return bytes.length === keyBytes && textOf(bytes, form) === changeId;
  });
  return known ?? "other";
}

/** The key of an id, whatever its form. */
export function keyOf(changeId: string): Buffer {
  const form = formOf(changeId);
  if (form !== "other") return bytesOf(changeId, form);
  return createHash("sha256").update(changeId).digest().subarray(0, keyBytes);
}

/** The id of a form other than `other`, from its key. */
export function textOf(key: Buffer, form: Exclude<IdForm, "other">): string {
  if (form === "base64url") return key.toString("base64url");
  const hex = key.toString("hex");
  if (form === "hex") return hex;
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return [...parts, hex.slice(20)].join("-");
}

function bytesOf(changeId: string, form: Exclude<IdForm, "other">): Buffer {
  if (form === "base64url") return Buffer.from(changeId, "base64url");
  return Buffer.from(form === "uuid" ? changeId.replaceAll("-", "") : changeId, "hex");
}
