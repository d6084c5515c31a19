"use client";
/** New documents, empty or out of files; a single one is opened at once. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { request } from "@/client/request";
import { carryEarlyKeys } from "../editor/keep-early-keys";
import { importFile } from "./import-file";

/** More at once is more likely a mistake than a wish. */
const mostFiles = 50;

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
    const made: string[] = [];
    for (const file of files) {
      const answer = await importFile(file);
      if (!answer.ok) {
        toast.error(answer.message);
        continue;
      }
      made.push(answer.value.id);
      for (const note of answer.value.notes) toast.info(`“${file.name}”: ${note}`);
    }
    setBusy(false);
    const [only] = made;
    if (only !== undefined && files.length === 1) return router.push(`/d/${only}`);
    if (made.length > 0) toast.success(`${made.length} of ${files.length} files were imported.`);
    onMade();
  };
  return { busy, create: () => void create(), take: (files) => void take(files) };
}
