"use client";
/** The document at a version: the server's first paint, then the real one with its marks. */
import type { Decoration } from "@tiptap/pm/view";
import { type RefObject, useEffect, useRef } from "react";
import "katex/dist/katex.min.css";
import "./history.css";
import { PastView } from "./past-view";
import type { Shown } from "./use-shown";

interface Props {
  readonly shown: Shown | undefined;
  readonly decorations: readonly Decoration[];
  /** Made by the server out of the stored document, with everything escaped. */
  readonly html: string;
  readonly hunk: number | undefined;
  /** For those who ask what is selected. */
  readonly view: RefObject<PastView | null>;
}

export function PastDocument({ shown, decorations, html, hunk, view }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const ready = shown !== undefined;
  useEffect(() => {
    if (!shown || !place.current) return;
    view.current ??= new PastView(place.current, shown.doc);
    view.current.show(shown.doc, decorations);
  }, [shown, decorations, view]);
  useEffect(() => {
    const { compared } = shown ?? {};
    // A single version on the way: the eye is led to where it happened.
    if (compared && compared.to - compared.from === 1) view.current?.reveal();
  }, [shown, view]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew, the marks are others
  useEffect(() => {
    const mark = view.current?.focusHunk(hunk);
    mark?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  }, [hunk, decorations, view]);
  useEffect(
    () => () => {
      view.current?.destroy();
      view.current = null;
    },
    [view],
  );
  return (
    <>
      {!ready && (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by the server
        <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
      )}
      <div ref={place} hidden={!ready} />
    </>
  );
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
