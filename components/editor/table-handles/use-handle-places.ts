/** Keeps what stands by a table in its place while text, table and page move. Nothing renders. */
import type { Editor } from "@tiptap/core";
import { type RefObject, useLayoutEffect } from "react";
import { onceAFrame } from "../once-a-frame";
import type { ActiveCell } from "./active-cell";
import { handlePlaces, type Place } from "./handle-places";

/** Places the elements within `ref` that carry `data-part`. */
export function useHandlePlaces(
  ref: RefObject<HTMLElement | null>,
  editor: Editor,
  active: ActiveCell,
): void {
  useLayoutEffect(() => {
    const place = () => {
      if (ref.current) placeParts(ref.current, active);
    };
    const { soon, stop } = onceAFrame(place);
    place();
    const unsubscribe = active.subscribe(soon);
    const resized = new ResizeObserver(soon);
    resized.observe(editor.view.dom);
    const scrolled = { capture: true, passive: true };
    window.addEventListener("scroll", soon, scrolled);
    window.addEventListener("resize", soon);
    editor.on("transaction", soon);
    return () => {
      stop();
      unsubscribe();
      resized.disconnect();
      window.removeEventListener("scroll", soon, scrolled);
      window.removeEventListener("resize", soon);
      editor.off("transaction", soon);
    };
  }, [ref, editor, active]);
}

function placeParts(parts: HTMLElement, active: ActiveCell): void {
  const cell = active.dom;
  const row = cell?.closest("tr");
  const table = cell?.closest("table");
  if (!cell || !row || !table) return;
  const places = handlePlaces({
    cell: cell.getBoundingClientRect(),
    row: row.getBoundingClientRect(),
    table: table.getBoundingClientRect(),
    frame: (table.closest(".tableWrapper") ?? table).getBoundingClientRect(),
    coarse: matchMedia("(pointer: coarse)").matches,
  });
  for (const part of ["row", "column", "addRow", "addColumn"] as const) {
    const element = parts.querySelector<HTMLElement>(`[data-part="${part}"]`);
    if (element) put(element, places[part], part === "addRow" ? "width" : "height");
  }
}

/** Writes only what is new: what watches the page is not told of nothing. */
function put({ style }: HTMLElement, place: Place | undefined, grows: "width" | "height"): void {
  const visibility = place ? "visible" : "hidden";
  if (style.visibility !== visibility) style.visibility = visibility;
  if (!place) return;
  const translate = `${Math.round(place.x)}px ${Math.round(place.y)}px`;
  if (style.translate !== translate) style.translate = translate;
  const length = place.length === undefined ? "" : `${Math.round(place.length)}px`;
  if (style[grows] !== length) style[grows] = length;
}
