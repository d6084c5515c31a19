"use client";
/** What can be done with the past: asked in plain words first, told afterwards, with a way back. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { request } from "@/client/request";
import type { RestoreRequest, RevertAnswer, RevertRequest } from "@/collab/history/versions";
import { counted } from "./moments";
import type { HistoryView } from "./use-history-page";

export interface Question {
  readonly title: string;
  readonly text: string;
  /** On the button that does it. */
  readonly verb: string;
  act(): Promise<void>;
}

export interface Actions {
  readonly question: Question | undefined;
  dismiss(): void;
  restore(version: number): void;
  restoreBlocks(version: number, blocks: Required<RestoreRequest>["blocks"]): void;
  takeBack(from: number, to: number, what: string): void;
  takeBackAuthor(userId: string, name: string): void;
  copyDocument(version: number): Promise<void>;
}

const safe = "Nothing is lost: this becomes a new version, and every older one stays.";

export function useActions(page: HistoryView): Actions {
  const { documentId } = page;
  const router = useRouter();
  const [question, setQuestion] = useState<Question>();
  const path = `/api/documents/${documentId}`;
  const done = useDone(page);
  const post = async (
    where: "restore" | "revert",
    body: RestoreRequest | RevertRequest,
    said: string,
  ) => done(await request<RevertAnswer>(`${path}/${where}`, { method: "POST", body }), said);
  return {
    question,
    dismiss: () => setQuestion(undefined),
    restore: (version) =>
      setQuestion({
        title: `Restore version ${version}?`,
        text: `The document becomes what it was then. ${safe} Whoever is writing keeps their place.`,
        verb: "Restore",
        act: () => post("restore", { version }, `Version ${version} is restored`),
      }),
    restoreBlocks: (version, blocks) =>
      setQuestion({
        title: `Restore ${counted(blocks.length, "block")} of version ${version}?`,
        text: `Only these blocks become what they were; those that are gone come back. ${safe}`,
        verb: "Restore blocks",
        act: () =>
          post(
            "restore",
            { version, blocks },
            `${counted(blocks.length, "block")} of version ${version} restored`,
          ),
      }),
    takeBack: (from, to, what) =>
      setQuestion({
        title: `Take back ${what}?`,
        text: `What was done then is undone, and everything done since is kept. ${safe}`,
        verb: "Take back",
        act: () => post("revert", { from, to }, `Took back ${what}`),
      }),
    takeBackAuthor: (userId, name) =>
      setQuestion({
        title: `Take back everything by ${name}?`,
        text: `All that ${name} ever did in this document is undone; what others did is kept. ${safe}`,
        verb: "Take back",
        act: () => post("revert", { userId }, `Took back everything by ${name}`),
      }),
    async copyDocument(version) {
      const body = { version };
      const answer = await request<{ id: string }>(`${path}/duplicate`, { method: "POST", body });
      if (!answer.ok) return void toast.error(`No copy was made. ${answer.message}`);
      const { id } = answer.value;
      toast.success(`Version ${version} is a document of its own now.`, {
        action: { label: "Open", onClick: () => router.push(`/d/${id}`) },
      });
    },
  };
}

type Outcome = Awaited<ReturnType<typeof request<RevertAnswer>>>;

/** Tells what became of it, and offers to undo it. */
function useDone({ documentId, sessions, go, log }: HistoryView) {
  const undo = async (version: number) => {
    // Not by restoring what was before: somebody may have gone on writing.
    const answer = await request(`/api/documents/${documentId}/revert`, {
      ...{ method: "POST", body: { from: version, to: version } },
    });
    if (!answer.ok) return void toast.error(`Nothing was undone. ${answer.message}`);
    toast.success("Undone. What others wrote since is kept.");
    sessions.refresh();
  };
  return async (answer: Outcome, said: string): Promise<void> => {
    if (!answer.ok) return void toast.error(`Nothing was changed. ${answer.message}`);
    const { version, changed, skipped } = answer.value;
    if (!changed) {
      const why =
        skipped.length > 0
          ? "others changed the same words since."
          : "the text is like that already.";
      return void toast.info(`There was nothing to change: ${why}`);
    }
    const left =
      skipped.length > 0
        ? ` Of ${counted(skipped.length, "version")} something stayed, because others changed the same words.`
        : "";
    toast.success(`${said}, as version ${version}.${left}`, {
      duration: 10_000,
      action: { label: "Undo", onClick: () => void undo(version) },
    });
    void log.load(version).catch(() => {});
    sessions.refresh();
    go({ version: undefined, compare: undefined, view: "changes" });
  };
}
