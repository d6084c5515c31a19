"use client";
/** Mod+S names the present version: it is stored anyway, and a name makes it easy to find. */
import { type FormEvent, useEffect, useState } from "react";
import { toast } from "sonner";
import { request } from "@/client/request";
import type { DocumentSession } from "@/client/session/document-session";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";

interface Props {
  readonly documentId: string;
  readonly session: DocumentSession | undefined;
}

export function NameVersionKey({ documentId, session }: Props) {
  const [version, setVersion] = useState<Promise<number>>();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const mod = event.ctrlKey || event.metaKey;
      if (!mod || event.shiftKey || event.altKey || event.key.toLowerCase() !== "s") return;
      // The browser would save the page as a file.
      event.preventDefault();
      if (session) setVersion(storedVersion(session));
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [session]);
  if (version === undefined) return null;
  const close = () => setVersion(undefined);
  return <NameForm documentId={documentId} version={version} onClose={close} />;
}

/** The version that has all that was typed until now, once it is stored. */
function storedVersion({ snapshot, subscribe }: DocumentSession): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const { pendingChanges, version } = snapshot();
      if (pendingChanges > 0) return;
      stop();
      resolve(version);
    };
    const stop = subscribe(look);
    look();
  });
}

interface FormProps {
  readonly documentId: string;
  readonly version: Promise<number>;
  onClose(): void;
}

function NameForm({ documentId, version, onClose }: FormProps) {
  const [name, setName] = useState("");
  const [waiting, setWaiting] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setWaiting(true);
    const body = { version: await version, name: name.trim() };
    setWaiting(false);
    const answer = await request(`/api/documents/${documentId}/versions`, { method: "POST", body });
    if (!answer.ok) return void toast.error(answer.message);
    toast.success(`Version ${body.version} is called “${body.name}”.`);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Name this version"
      description="Everything is saved as you type. A name makes this version easy to find in the history."
    >
      <form onSubmit={save} className="mt-4">
        <Input
          aria-label="Name of this version"
          value={name}
          maxLength={200}
          placeholder="Sent to the printer"
          onChange={(event) => setName(event.target.value)}
          className="w-full"
        />
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={name.trim() === "" || waiting}>
            {waiting ? "Saving…" : "Save name"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
