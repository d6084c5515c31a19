"use client";
/** The title, written in place; others see it change as soon as it is stored. */
import { useEffect, useState } from "react";
import { toast } from "sonner";
import type { DocumentSession } from "@/client/session/document-session";
import { limits } from "@/collab/protocol/limits";
import { useSession } from "./use-document-session";

interface Props {
  readonly documentId: string;
  readonly initial: string;
  readonly session: DocumentSession | undefined;
  readonly readOnly: boolean;
}

export function TitleField({ documentId, initial, session, readOnly }: Props) {
  const stored = useSession(session, (snapshot) => snapshot.title) || initial;
  const [title, setTitle] = useState(stored);
  const [editing, setEditing] = useState(false);
  useEffect(() => {
    if (!editing) setTitle(stored);
  }, [stored, editing]);
  const save = async () => {
    setEditing(false);
    if (title.trim() === stored) return;
    const answer = await fetch(`/api/documents/${documentId}`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ title }),
    }).catch(() => undefined);
    if (!answer?.ok) toast.error("The title could not be saved. Try again in a moment.");
  };
  return (
    <textarea
      aria-label="Title"
      rows={1}
      value={title}
      readOnly={readOnly}
      maxLength={limits.titleLength}
      placeholder="Untitled"
      onFocus={() => setEditing(true)}
      onChange={(event) => setTitle(event.target.value.replaceAll("\n", " "))}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
      className="field-sizing-content w-full resize-none bg-transparent font-bold text-3xl tracking-tight outline-none placeholder:text-muted sm:text-4xl"
    />
  );
}
