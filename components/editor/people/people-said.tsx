"use client";
/** Who comes and who goes, in words for those who listen to the page. */
import { useEffect, useRef, useState } from "react";

/** Several who come at once are said at once. */
const gatherMs = 500;

export function PeopleSaid({ names }: { readonly names: readonly string[] }) {
  const said = useRef<readonly string[]>(undefined);
  const [text, setText] = useState("");
  const key = names.join("\n");
  useEffect(() => {
    const now = key === "" ? [] : key.split("\n");
    const timer = setTimeout(() => {
      const before = said.current;
      said.current = now;
      if (before) setText((last) => difference(before, now) || last);
      else if (now.length > 0) setText(`Here with you: ${now.join(", ")}.`);
    }, gatherMs);
    return () => clearTimeout(timer);
  }, [key]);
  return (
    <span role="log" aria-live="polite" className="sr-only">
      {text}
    </span>
  );
}

function difference(before: readonly string[], now: readonly string[]): string {
  const came = now.filter((name) => !before.includes(name)).map((name) => `${name} joined.`);
  const went = before.filter((name) => !now.includes(name)).map((name) => `${name} left.`);
  return [...came, ...went].join(" ");
}
