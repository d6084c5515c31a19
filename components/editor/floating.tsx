"use client";
/** Something small that floats by a place in the text, and stays there while text and page move. */
import { autoUpdate, computePosition, flip, offset, type Placement, shift } from "@floating-ui/dom";
import type { Editor } from "@tiptap/core";
import { type ReactNode, useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { coveredByBars } from "./use-dock";

interface Props {
  readonly editor: Editor;
  /** Where it belongs, in the window; asked again whenever something may have moved. */
  anchor(editor: Editor): DOMRect | undefined;
  readonly placement: Placement;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Floating({ editor, anchor, placement, className = "", children }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(anchor);
  latest.current = anchor;
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let rect = new DOMRect();
    const reference = {
      getBoundingClientRect: () => {
        rect = latest.current(editor) ?? rect;
        return rect;
      },
      contextElement: editor.view.dom,
    };
    const place = async () => {
      const { top, bottom } = coveredByBars();
      const padding = { top, left: 8, right: 8, bottom: bottom + 8 };
      const middleware = [offset(8), flip({ padding }), shift({ padding, crossAxis: true })];
      const { x, y } = await computePosition(reference, element, {
        placement,
        middleware,
        strategy: "fixed",
      });
      element.style.translate = `${Math.round(x)}px ${Math.round(y)}px`;
      element.style.opacity = "1";
    };
    const stop = autoUpdate(reference, element, place);
    editor.on("transaction", place);
    return () => {
      stop();
      editor.off("transaction", place);
    };
  }, [editor, placement]);
  return createPortal(
    <div
      ref={ref}
      className={`no-print fixed opacity-0 top-0 left-0 z-25 max-w-[calc(100vw-1rem)] ${className}`}
    >
      {children}
    </div>,
    // Within the page's landmark, where those who listen to it look.
    editor.view.dom.closest("main") ?? document.body,
  );
}

/** Where the selection is drawn. */
export function selectionRect({ view, state }: Editor): DOMRect {
  const { from, to, empty } = state.selection;
  const start = view.coordsAtPos(from, 1);
  const end = empty ? start : view.coordsAtPos(to, -1);
  const left = Math.min(start.left, end.left);
  const right = Math.max(start.right, end.right);
  return new DOMRect(left, start.top, right - left, end.bottom - start.top);
}

/** The element of the nearest node of this kind round the selection. */
export function nodeElement({ view, state }: Editor, name: string): HTMLElement | undefined {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name !== name) continue;
    const dom = view.nodeDOM($from.before(depth));
    return dom instanceof HTMLElement ? dom : undefined;
  }
  return undefined;
}
