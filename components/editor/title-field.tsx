"use client";
/** The title, written in place; others see it change as soon as it is stored. */
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import type { DocumentSession } from "@/client/session/document-session";
import { limits } from "@/collab/protocol/limits";
import { request } from "./request";
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
  const given = useRef(false);
  useEffect(() => {
    if (!editing) setTitle(stored);
    document.title = `${stored || "Untitled"} · Tandem`;
  }, [stored, editing]);
  const wanted = title.trim();
  const send = () => {
    const path = `/api/documents/${documentId}`;
    return request(path, "PATCH", { title: wanted }, { keepalive: true });
  };
  useLeaving(() => {
    if (editing && !given.current && wanted !== stored) void send();
  });
  const save = async () => {
    setEditing(false);
    if (given.current || wanted === stored) return setTitle(stored);
    const answer = await send();
    if (answer.ok) return;
    // What was typed is not thrown away: it stays in the field, ready to be tried again.
    setTitle(wanted);
    setEditing(true);
    toast.error(`The title is not saved. ${answer.message}`);
  };
  return (
    <h1>
      <textarea
        aria-label="Title"
        rows={1}
        value={title}
        readOnly={readOnly}
        maxLength={limits.titleLength}
        placeholder="Untitled"
        onFocus={() => {
          given.current = false;
          setEditing(!readOnly);
        }}
        onChange={(event) => setTitle(event.target.value.replaceAll("\n", " "))}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Escape") given.current = true;
          if (event.key === "Escape") event.currentTarget.blur();
          if (event.key !== "Enter") return;
          event.preventDefault();
          event.currentTarget.blur();
          document.querySelector<HTMLElement>(".prose[contenteditable=true]")?.focus();
        }}
        className="field-sizing-content mb-5 block pointer-coarse:min-h-11 w-full resize-none bg-transparent font-bold text-3xl leading-tight tracking-tight outline-none placeholder:text-muted sm:text-4xl"
      />
    </h1>
  );
}

/** Runs `act` when the page goes, or what it stands in: neither takes the focus from a field first. */
function useLeaving(act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const leave = () => latest.current();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, []);
}
