/** What a change of the server's own making was about, as the log keeps it: JSON text. */
import { z } from "zod";
import type { ChangeAbout } from "@/collab/history/versions";

const version = z.int().nonnegative();
const aboutSchema: z.ZodType<ChangeAbout> = z.union([
  z.strictObject({ kind: z.literal("restored"), version }),
  z.strictObject({ kind: z.literal("restored_blocks"), version }),
  z.strictObject({ kind: z.literal("took_back"), from: version, to: version }),
  z.strictObject({ kind: z.literal("took_back_author"), userId: z.string() }),
]);

/** What the wire says of it. */
export function restoredIn(text: string | null | undefined): { readonly restored?: number } {
  const about = readAbout(text ?? null);
  return about && "version" in about ? { restored: about.version } : {};
}

export function writeAbout(about: ChangeAbout): string {
  return JSON.stringify(about);
}

/** Null for what people typed, and for what a later Tandem wrote that this one does not know. */
export function readAbout(text: string | null): ChangeAbout | null {
  if (text === null) return null;
  try {
    return aboutSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
