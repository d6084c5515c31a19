"use client";
/** The title, written in place: stored as it is written, kept and sent again as the text is. */
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import type { DocumentSession } from "@/client/session/document-session";
import { limits } from "@/collab/protocol/limits";
import { untitled } from "@/collab/untitled";
import { TitleBefore } from "./title-before";
import { useSession } from "./use-document-session";

interface Props {
  readonly initial: string;
  readonly session: DocumentSession | undefined;
  readonly readOnly: boolean;
}

export function TitleField({ initial, session, readOnly }: Props) {
  const stored = useSession(session, (snapshot) => snapshot.title) || initial;
  const pending = useSession(session, (snapshot) => snapshot.titlePending);
  /** As it stands in the field while somebody writes, with its last space. */
  const [draft, setDraft] = useState<string>();
  const [before] = useState(() => new TitleBefore(stored));
  const given = useRef(false);
  const write = (text: string, atOnce: boolean) => {
    before.wrote(nameOf(text));
    session?.title?.write({ title: nameOf(text), base: stored, atOnce });
  };
  const latest = useRef({ draft, write });
  latest.current = { draft, write };
  useEffect(() => before.stored(stored), [before, stored]);
  useEffect(() => {
    document.title = `${pending ?? stored} · Tandem`;
    // Somebody else has named it, and nothing of mine is on its way.
    if (pending === undefined) setDraft((now) => (now && nameOf(now) === stored ? now : undefined));
  }, [stored, pending]);
  useEffect(() => {
    const { draft, write } = latest.current;
    // Written before the session was there.
    if (session && draft !== undefined) write(draft, true);
  }, [session]);
  useDropped(session, (title) => write(title, true));
  const done = () => {
    if (draft !== undefined) write(given.current ? before.title : draft, true);
    setDraft(undefined);
  };
  return (
    <h1>
      <textarea
        aria-label="Title"
        rows={1}
        value={draft ?? shown(pending ?? stored)}
        readOnly={readOnly}
        maxLength={limits.titleLength}
        placeholder={untitled}
        onFocus={() => {
          before.begin(stored);
          given.current = false;
        }}
        onChange={({ target }) => {
          const text = target.value.replaceAll("\n", " ");
          setDraft(text);
          write(text, false);
        }}
        onBlur={done}
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

/** What the server will call it. */
function nameOf(text: string): string {
  return text.trim() || untitled;
}

/** A name that nobody gave is no text to write after. */
function shown(name: string): string {
  return name === untitled ? "" : name;
}

/** Says what became of a title that does not hold, and offers it again. */
function useDropped(session: DocumentSession | undefined, use: (title: string) => void): void {
  const dropped = useSession(session, (snapshot) => snapshot.titleDropped);
  const latest = useRef(use);
  latest.current = use;
  useEffect(() => {
    if (!dropped) return;
    const { title, why } = dropped;
    toast.error(`The title “${title}” is not saved. ${why}`, {
      duration: Number.POSITIVE_INFINITY,
      action: { label: "Use it", onClick: () => latest.current(title) },
    });
  }, [dropped]);
}
