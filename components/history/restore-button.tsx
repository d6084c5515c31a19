"use client";
/** Makes an old version the newest one, after a question. */
import { RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { request } from "../documents/api";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

interface Props {
  readonly documentId: string;
  readonly version: number;
  readonly disabled: boolean;
  /** Called with the version that the restored text is now. */
  onRestored(version: number): void;
}

export function RestoreButton({ documentId, version, disabled, onRestored }: Props) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const restore = async () => {
    setBusy(true);
    const path = `/api/documents/${documentId}/restore`;
    const answer = await request<{ version: number }>(path, { method: "POST", body: { version } });
    setBusy(false);
    setAsking(false);
    if (!answer.ok) return toast.error(`Nothing was restored. ${answer.message}`);
    toast.success(`Version ${version} is the newest again, as version ${answer.value.version}.`, {
      action: { label: "Open", onClick: () => router.push(`/d/${documentId}`) },
    });
    onRestored(answer.value.version);
  };
  return (
    <>
      <Button
        variant="primary"
        disabled={disabled}
        aria-label="Restore this version"
        onClick={() => setAsking(true)}
      >
        <RotateCcw aria-hidden className="size-4" />
        <span className="max-sm:hidden">Restore this version</span>
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={`Restore version ${version}?`}
        description="Its text becomes the newest version. Everything since stays in the history, and people who are writing keep what they write."
      >
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>Cancel</Button>
          <Button variant="primary" disabled={busy} onClick={() => void restore()}>
            {busy ? "Restoring…" : "Restore"}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
