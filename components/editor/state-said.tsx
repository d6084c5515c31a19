"use client";
/** The state of the text for those who listen to the page: that something is wrong, and that it is over. */
import { useEffect, useRef, useState } from "react";
import { isCalm, spokenText } from "./state-words";

/** What passes sooner is not worth a sentence. */
const settleMs = 1000;

export function StateSaid({ text }: { readonly text: string }) {
  const phrase = isCalm(text) && text !== "Saved" ? "" : spokenText(text);
  const troubled = useRef(false);
  const [said, setSaid] = useState("");
  useEffect(() => {
    // What is no longer so is nothing to come across either.
    setSaid("");
    const timer = setTimeout(() => {
      const news = phrase === "Saved" ? troubled.current : phrase !== "";
      if (!news) return;
      troubled.current = phrase !== "Saved";
      setSaid(phrase);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [phrase]);
  return (
    <span aria-live="polite" aria-atomic="true" className="sr-only">
      {said}
    </span>
  );
}
