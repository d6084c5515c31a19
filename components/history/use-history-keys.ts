"use client";
/** Left and right go a version back and on, Escape goes back to the document. */
import { useEffect, useEffectEvent } from "react";

interface Ways {
  onPrevious(): void;
  onNext(): void;
  onLeave(): void;
}

export function useHistoryKeys(ways: Ways): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    // A dialog, a field and what scrolls sideways have these keys for themselves.
    if (target instanceof Element && target.closest("[role=dialog], input, pre, table")) return;
    if (event.key === "ArrowLeft") ways.onPrevious();
    if (event.key === "ArrowRight") ways.onNext();
    if (event.key === "Escape") ways.onLeave();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => pressed(event);
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
