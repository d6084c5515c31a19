"use client";
/** Whether what I typed is stored: the acknowledged version says so, never the socket. */
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import type { DocumentSession } from "@/client/session/document-session";
import { emptySnapshot } from "@/client/session/snapshot";
import { StateSaid } from "./state-said";
import { isCalm, stateText } from "./state-words";

export function StateLine({ session }: { readonly session: DocumentSession | undefined }) {
  const text = useCalmState(session);
  return (
    <>
      {/* Not live: it says "Saving…" and "Saved" at every pause, which nobody wants to be told. */}
      <span
        role="status"
        aria-live="off"
        title={text}
        data-alarm={!isCalm(text) || undefined}
        // A phone has no room for a long line, but for three, once the header makes way.
        className={`truncate text-sm max-sm:line-clamp-3 max-sm:whitespace-normal max-sm:text-xs max-sm:leading-tight sm:block ${isCalm(text) ? "text-muted" : "font-medium text-warn"}`}
      >
        {text}
      </span>
      <StateSaid text={text} />
    </>
  );
}

/** So much later "Saved" is said: at every keystroke it would flicker. */
const calmMs = 350;

/** Late with good news only; everything else is shown at once. Renders when it says something new. */
function useCalmState(session: DocumentSession | undefined): string {
  const read = () => stateText(session?.snapshot() ?? emptySnapshot);
  const [shown, setShown] = useState(read);
  useEffect(() => {
    if (!session) return;
    let last: string | undefined;
    let said: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = (text: string) => {
      // Before the letter that makes it untrue is drawn: React may take its time otherwise.
      const untrue = said === "Saved";
      said = text;
      if (untrue) flushSync(() => setShown(text));
      else setShown(text);
    };
    const tell = () => {
      const text = stateText(session.snapshot());
      if (text === last) return;
      const wait = text === "Saved" && last === "Saving…";
      last = text;
      clearTimeout(timer);
      if (wait) timer = setTimeout(() => say(text), calmMs);
      else say(text);
    };
    tell();
    const stop = session.subscribe(tell);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session]);
  return shown;
}
