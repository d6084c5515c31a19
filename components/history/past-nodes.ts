/** Blocks that need more than their markup to be looked at: formulas, tasks, details, images. */
import { DOMSerializer, type Node } from "@tiptap/pm/model";
import type { NodeView, NodeViewConstructor } from "@tiptap/pm/view";
import katex from "katex";
import { katexOptions } from "@/collab/schema/katex-options";
import { taskName } from "@/collab/schema/task-item";

export const pastNodes: Record<string, NodeViewConstructor> = {
  inlineMath: (node) => formula(node, false),
  blockMath: (node) => formula(node, true),
  taskItem: task,
  details: () => details(),
  image,
};

function formula({ attrs }: Node, displayMode: boolean): NodeView {
  const dom = document.createElement(displayMode ? "div" : "span");
  dom.dataset.type = displayMode ? "block-math" : "inline-math";
  katex.render(String(attrs.latex), dom, { ...katexOptions, displayMode });
  return { dom };
}

function task(node: Node): NodeView {
  const checked = node.attrs.checked === true;
  const dom = document.createElement("li");
  dom.dataset.checked = String(checked);
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = checked;
  box.disabled = true;
  box.ariaLabel = taskName(node);
  label.append(box);
  const contentDOM = document.createElement("div");
  dom.append(label, contentDOM);
  return { dom, contentDOM };
}

/** One whose address is dead and which nobody described could not be seen at all. */
function image(node: Node): NodeView {
  const { dom } = DOMSerializer.renderSpec(document, node.type.spec.toDOM?.(node) ?? ["img"]);
  dom.addEventListener("error", () => {
    if (dom instanceof HTMLImageElement) dom.alt ||= "This image can't be loaded";
  });
  return { dom };
}

/** What is folded away can't be compared: it is always open. */
function details(): NodeView {
  const dom = document.createElement("details");
  dom.open = true;
  return { dom, contentDOM: dom };
}
