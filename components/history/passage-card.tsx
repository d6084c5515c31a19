"use client";
/** Who did what the pointer is at, and when; a click keeps the card, with what can be done. */
import { type RefObject, useEffect, useState } from "react";
import { Avatar } from "../ui/avatar";
import { momentOf } from "./moments";
import type { HistoryPage } from "./use-history-page";

interface Props {
  readonly page: HistoryPage;
  readonly frame: RefObject<HTMLElement | null>;
}

interface Passage {
  readonly kind: string;
  readonly userId: string;
  readonly version: number;
  readonly at: number;
  readonly said: string;
  readonly left: number;
  readonly top: number;
}

const width = 264;

export function PassageCard({ page, frame }: Props) {
  const [passage, setPassage] = useState<Passage>();
  useEffect(() => {
    const element = frame.current;
    const over = (event: PointerEvent) => {
      if (event.pointerType === "touch" && event.type === "pointerover") return;
      setPassage(passageAt(event));
    };
    const leave = () => setPassage(undefined);
    const place = element?.parentElement;
    element?.addEventListener("pointerover", over);
    element?.addEventListener("pointerup", over);
    element?.addEventListener("pointerleave", leave);
    place?.addEventListener("scroll", leave, { passive: true });
    return () => {
      element?.removeEventListener("pointerover", over);
      element?.removeEventListener("pointerup", over);
      element?.removeEventListener("pointerleave", leave);
      place?.removeEventListener("scroll", leave);
    };
  }, [frame]);
  if (!passage) return null;
  const { kind, userId, version, at, said, left, top } = passage;
  const person = page.people.of(userId);
  return (
    <div
      role="tooltip"
      className="pointer-events-none fixed z-40 flex items-center gap-2.5 rounded-xl border bg-surface px-3 py-2 text-xs shadow-lg"
      style={{ left, top, maxWidth: width }}
    >
      <Avatar name={person.name} color={person.color} size={24} />
      <span className="min-w-0">
        <span className="block font-medium">{`${person.name} ${verbs[kind] ?? "changed"} this`}</span>
        {said && <span className="block truncate">{said}</span>}
        <span className="block text-muted">{`${momentOf(at)} · version ${version}`}</span>
      </span>
    </div>
  );
}

const verbs: Record<string, string> = {
  came: "added",
  gone: "deleted",
  formatted: "formatted",
  moved: "moved",
  went: "moved",
  wrote: "wrote",
};

function passageAt(event: PointerEvent): Passage | undefined {
  const { target, clientX, clientY } = event;
  const mark = target instanceof Element ? target.closest<HTMLElement>("[data-version]") : null;
  if (!mark) return undefined;
  const { kind = "", user = "", version, at, said = "" } = mark.dataset;
  const left = Math.max(8, Math.min(clientX + 12, window.innerWidth - width - 8));
  const top = clientY > window.innerHeight - 110 ? clientY - 80 : clientY + 18;
  return { kind, userId: user, version: Number(version), at: Number(at), said, left, top };
}
