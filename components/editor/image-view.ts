/**
 * An image in the live text: as wide as it says, with a handle at its side to make it wider. One whose
 * address is dead says so, or nobody could take hold of it to delete it.
 */
import { type Editor, mergeAttributes } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { SafeImage } from "@/collab/schema/extensions";

/** Narrower, it could hardly be taken hold of again. */
export const narrowestPx = 48;

/** Its place in the document; undefined once it is gone. */
type Position = () => number | undefined;

export const LiveImage = SafeImage.extend({
  addNodeView() {
    return ({ node, editor, getPos }) => new ImageView(node, editor, getPos);
  },
});

/** Sets the width, and the height that goes with it. */
export function setImageWidth(editor: Editor, pos: number, width: number | null): void {
  const node = editor.state.doc.nodeAt(pos);
  if (node?.type.name !== "image" || node.attrs.width === width) return;
  const ratio = ratioOf(node) ?? shownRatio(editor, pos);
  const height = width !== null && ratio ? Math.max(1, Math.round(width * ratio)) : null;
  const { tr } = editor.state;
  tr.setNodeAttribute(pos, "width", width).setNodeAttribute(pos, "height", height);
  editor.view.dispatch(tr);
}

/** Height by width, as the document says. */
function ratioOf({ attrs: { width, height } }: Node): number | undefined {
  return width > 0 && height > 0 ? height / width : undefined;
}

/** Height by width, as the picture is. */
function shownRatio({ view }: Editor, pos: number): number | undefined {
  const frame = view.nodeDOM(pos);
  const image = frame instanceof HTMLElement ? frame.querySelector("img") : null;
  return image?.naturalWidth ? image.naturalHeight / image.naturalWidth : undefined;
}

class ImageView implements NodeView {
  readonly dom = document.createElement("div");
  readonly #image = document.createElement("img");
  readonly #handle = document.createElement("span");
  readonly #missing = document.createElement("span");
  #node: Node;

  constructor(node: Node, editor: Editor, getPos: Position) {
    this.#node = node;
    this.dom.className = "image-frame";
    this.#handle.className = "image-handle no-print";
    // Keys have the buttons of the bar above the image, and its form.
    this.#handle.setAttribute("aria-hidden", "true");
    this.#handle.addEventListener("pointerdown", (event) => this.#drag(event, editor, getPos));
    this.#missing.className = "image-missing";
    this.#missing.textContent = "This image can't be loaded";
    this.#image.addEventListener("error", () => this.#mark(true));
    this.#image.addEventListener("load", () => this.#mark(false));
    this.#mark(false);
    this.dom.append(this.#image, this.#missing, this.#handle);
    this.#draw();
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#draw();
    return true;
  }

  selectNode(): void {
    this.dom.classList.add("ProseMirror-selectednode");
  }

  deselectNode(): void {
    this.dom.classList.remove("ProseMirror-selectednode");
  }

  stopEvent({ target }: Event): boolean {
    return target === this.#handle;
  }

  ignoreMutation(): boolean {
    return true;
  }

  #mark(missing: boolean): void {
    this.#image.hidden = missing;
    this.#handle.hidden = missing;
    this.#missing.hidden = !missing;
  }

  #draw(): void {
    const { src, alt, title, width, height } = this.#node.attrs;
    const attributes = mergeAttributes({ src, alt: alt ?? "", title, width, height });
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined) this.#image.removeAttribute(name);
      else if (this.#image.getAttribute(name) !== String(value)) {
        this.#image.setAttribute(name, String(value));
      }
    }
    this.#image.style.width = "";
    this.#missing.title = src;
  }

  #drag(down: PointerEvent, editor: Editor, getPos: Position): void {
    if (!editor.isEditable || down.button !== 0) return;
    down.preventDefault();
    this.#handle.setPointerCapture(down.pointerId);
    const before = this.#image.getBoundingClientRect().width;
    const widest = this.dom.parentElement?.clientWidth ?? before;
    const widthAt = ({ clientX }: PointerEvent) =>
      Math.round(Math.min(widest, Math.max(narrowestPx, before + clientX - down.clientX)));
    const move = (event: PointerEvent) => {
      this.#image.style.width = `${widthAt(event)}px`;
    };
    const end = (event: PointerEvent) => {
      this.#handle.removeEventListener("pointermove", move);
      this.#handle.removeEventListener("pointerup", end);
      this.#handle.removeEventListener("pointercancel", end);
      this.#image.style.width = "";
      const pos = getPos();
      if (event.type === "pointerup" && pos !== undefined) {
        setImageWidth(editor, pos, widthAt(event));
      }
    };
    this.#handle.addEventListener("pointermove", move);
    this.#handle.addEventListener("pointerup", end);
    this.#handle.addEventListener("pointercancel", end);
  }
}
