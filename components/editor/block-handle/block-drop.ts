/**
 * A block that is dropped among its neighbours changes places with them, as by the keyboard. The
 * editor's own dropping takes it out and puts it in as it was, and somebody may be writing in it.
 */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { dropPoint } from "@tiptap/pm/transform";
import type { Dragging } from "../keep-dragged";
import { dropBlock } from "./whole-block";

export const BlockDrop = Extension.create({
  name: "blockDrop",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleDrop(view, event, slice, moved) {
            const dragging: Dragging | null = view.dragging;
            const block = dragging?.node;
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
            if (!moved || !block?.node.isBlock || !at) return false;
            const place = dropPoint(view.state.doc, at.pos, slice) ?? at.pos;
            const tr = dropBlock(view.state, { at: block.from, node: block.node }, place);
            if (!tr) return false;
            view.focus();
            view.dispatch(tr.setMeta("uiEvent", "drop"));
            return true;
          },
        },
      }),
    ];
  },
});
