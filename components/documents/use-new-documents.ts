"use client";
/** New documents, empty or out of files; a single one is opened at once. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { noAnswer, request } from "@/client/request";
import { carryEarlyKeys } from "../editor/keep-early-keys";

export const acceptedFiles =
  ".md,.markdown,.txt,.html,.htm,.docx,text/markdown,text/plain,text/html," +
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** More at once is more likely a mistake than a wish. */
const mostFiles = 50;
/** Of what went wrong: more than that fills a phone. */
const mostTold = 8;

export interface NewDocuments {
  /** Something is being made. */
  readonly busy: boolean;
  create(): void;
  take(files: readonly File[]): void;
}

export function useNewDocuments(onMade: () => void): NewDocuments {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const create = async () => {
    setBusy(true);
    const giveUp = carryEarlyKeys();
    const made = await request<{ id: string }>("/api/documents", { method: "POST", body: {} });
    // Busy until the page is left, or a second click would make a second document.
    if (made.ok) return router.push(`/d/${made.value.id}`);
    setBusy(false);
    giveUp();
    toast.error(made.message);
  };
  const take = async (files: readonly File[]) => {
    if (files.length === 0) return;
    if (files.length > mostFiles) {
      toast.error(`${files.length} files at once are too many: ${mostFiles} can be imported.`);
      return;
    }
    setBusy(true);
    // Most who look at their documents bring no file.
    const reader = await import("./import-file").catch(() => undefined);
    if (!reader) {
      setBusy(false);
      toast.error(noAnswer);
      return;
    }
    const made: string[] = [];
    const problems: string[] = [];
    const notes: string[] = [];
    for (const file of files) {
      const answer = await reader.importFile(file);
      if (answer.ok) {
        made.push(answer.value.id);
        notes.push(...answer.value.notes.map((note) => `“${file.name}”: ${note}`));
      } else problems.push(answer.message);
    }
    setBusy(false);
    tell("error", "Not imported", problems);
    tell("info", "Not all could be taken over", notes);
    const [only] = made;
    if (only !== undefined && files.length === 1) return router.push(`/d/${only}`);
    if (made.length > 0) toast.success(`${made.length} of ${files.length} files were imported.`);
    onMade();
  };
  return { busy, create: () => void create(), take: (files) => void take(files) };
}

/** One sentence as it is; several in one message, which stays until it was read. */
function tell(kind: "error" | "info", heading: string, sentences: readonly string[]): void {
  const [only] = sentences;
  if (only === undefined) return;
  if (sentences.length === 1) return void toast[kind](only);
  const rest = sentences.length - mostTold;
  const told = sentences.slice(0, mostTold).concat(rest > 0 ? [`And ${rest} more.`] : []);
  toast[kind](`${heading} (${sentences.length})`, {
    description: told.join("\n"),
    descriptionClassName: "whitespace-pre-line",
    duration: Number.POSITIVE_INFINITY,
    closeButton: true,
  });
}
