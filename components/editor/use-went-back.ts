/** A line for everybody who has the document open when somebody else restores something. */
import { useEffect } from "react";
import { toast } from "sonner";
import { request } from "@/client/request";
import type { DocumentSession } from "@/client/session/document-session";
import { mayWrite } from "@/collab/people/roles";
import type { WentBack } from "@/collab/protocol/server-messages";
import { useSession } from "./use-document-session";

const shownMs = 15_000;

const deeds: Record<WentBack["kind"], string> = {
  restored: "restored an earlier version",
  restored_blocks: "brought back a part of an earlier version",
  took_back: "took changes back",
};

export function useWentBack(documentId: string, session: DocumentSession | undefined): void {
  const wentBack = useSession(session, (snapshot) => snapshot.wentBack);
  useEffect(() => {
    const { user, role } = session?.snapshot() ?? {};
    // Whoever did it was told where they did it.
    if (!wentBack || wentBack.by.id === user?.id) return;
    const undo = async () => {
      const body = { from: wentBack.version, to: wentBack.version };
      const path = `/api/documents/${documentId}/revert`;
      const answer = await request(path, { method: "POST", body });
      if (!answer.ok) toast.error(`Nothing was undone. ${answer.message}`);
    };
    toast(`${wentBack.by.name} ${deeds[wentBack.kind]}.`, {
      duration: shownMs,
      ...(mayWrite(role) ? { action: { label: "Undo", onClick: () => void undo() } } : {}),
    });
  }, [documentId, session, wentBack]);
}
