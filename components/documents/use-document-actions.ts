"use client";
/** What can be done to a document of the list: shown at once, taken back when it is refused. */
import { toast } from "sonner";
import { request } from "@/client/request";
import type { DocumentSummary } from "@/collab/backend";
import type { Documents } from "./use-documents";

export interface DocumentActions {
  star(document: DocumentSummary): void;
  rename(document: DocumentSummary, title: string): void;
  duplicate(document: DocumentSummary): void;
  /** Moves it to the trash, or back from there. */
  trash(document: DocumentSummary): void;
}

type Change = Partial<Pick<DocumentSummary, "title" | "starred" | "trashed">>;

export function useDocumentActions({ patch, remove, refresh }: Documents): DocumentActions {
  /** True when the server took it; the list then shows what the server has. */
  const send = async (id: string, body: Change, takeBack?: () => void) => {
    const answer = await request(`/api/documents/${id}`, { method: "PATCH", body });
    if (!answer.ok) {
      takeBack?.();
      toast.error(answer.message);
    }
    refresh();
    return answer.ok;
  };
  const move = async ({ id, title }: DocumentSummary, trashed: boolean) => {
    const putBack = remove(id);
    if (!(await send(id, { trashed }, putBack))) return;
    toast.success(trashed ? `“${title}” is in the trash.` : `“${title}” is back.`, {
      action: { label: "Undo", onClick: () => void send(id, { trashed: !trashed }) },
    });
  };
  const copy = async ({ id, title }: DocumentSummary) => {
    const answer = await request(`/api/documents/${id}/duplicate`, { method: "POST", body: {} });
    if (answer.ok) toast.success(`“${title}” was copied.`);
    else toast.error(answer.message);
    refresh();
  };
  return {
    star({ id, starred }) {
      patch(id, { starred: !starred });
      void send(id, { starred: !starred }, () => patch(id, { starred }));
    },
    rename({ id, title: before }, title) {
      patch(id, { title });
      void send(id, { title }, () => patch(id, { title: before }));
    },
    duplicate: (document) => void copy(document),
    trash: (document) => void move(document, !document.trashed),
  };
}
