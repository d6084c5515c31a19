/** Room at the bottom of the window for the toolbar of a phone, above what its keyboard covers. */
import { useEffect } from "react";

/** The style sheet decides whether this device has a dock; see `--dock` there. */
export function useDock(docked: boolean): void {
  useEffect(() => {
    const root = document.documentElement;
    const view = window.visualViewport;
    if (!docked || !view) return;
    const place = () => {
      // Where the keyboard makes the page smaller, nothing of it is covered. Zoomed in by two
      // fingers, less of it is seen for another reason.
      const covered = view.scale > 1.01 ? 0 : innerHeight - view.height - view.offsetTop;
      root.style.setProperty("--keyboard", `${Math.max(0, Math.round(covered))}px`);
    };
    root.dataset.dock = "";
    place();
    view.addEventListener("resize", place);
    view.addEventListener("scroll", place);
    return () => {
      view.removeEventListener("resize", place);
      view.removeEventListener("scroll", place);
      delete root.dataset.dock;
      root.style.removeProperty("--keyboard");
    };
  }, [docked]);
}

/** How much of the window header and toolbar take, above and below, in pixels. */
export function coveredByBars(): { readonly top: number; readonly bottom: number } {
  const style = getComputedStyle(document.documentElement);
  const dock = Number.parseFloat(style.getPropertyValue("--dock")) || 0;
  return { top: dock > 0 ? phoneHeaderPx : barsPx, bottom: dock };
}

const phoneHeaderPx = 60;
/** Header and toolbar. */
const barsPx = 104;
/** The toolbar of a phone. */
const dockPx = 48;
/** The button with the count of words, and what is free below it. */
const countPx = 52;

/**
 * From the edges of the window to what nothing covers, and `sparePx` more: ProseMirror asks whenever
 * a line is to be seen. Its window ends above a keyboard.
 */
export function clearOfBars(sparePx: number) {
  return {
    get top() {
      return coveredByBars().top + sparePx;
    },
    get bottom() {
      return (coveredByBars().bottom > 0 ? dockPx : 0) + countPx + sparePx;
    },
    left: 0,
    right: 0,
  };
}
