/** The elements of the others' carets, and whose name shows: those who just did something. */
import type { PublicUser } from "@/collab/protocol/server-messages";

/** Long enough to see who it is, short enough not to lie on the text. */
const shownMs = 2000;
/** Where the lines reach to the window's edge, and names beyond it would be cut. */
const narrow = "(max-width: 48rem)";

export class CaretNames {
  readonly #shown = new Map<string, ReturnType<typeof setTimeout>>();
  #frame: number | undefined;

  /** A caret as it is to be drawn now. */
  element(sessionId: string, { name, color }: PublicUser): HTMLElement {
    const caret = document.createElement("span");
    caret.className = "remote-caret";
    caret.dataset.session = sessionId;
    caret.style.setProperty("--caret-color", color);
    caret.setAttribute("aria-hidden", "true");
    caret.toggleAttribute("data-named", this.#shown.has(sessionId));
    const label = document.createElement("span");
    label.className = "remote-caret-label";
    // Drawn by the style sheet: it is no part of the text that is copied, searched or read out.
    label.dataset.name = name;
    // Without text in it (word joiners, of no width) a click on this line lands before the caret.
    caret.append("\u2060", label, "\u2060");
    return caret;
  }

  /** Shows the name of a session; the same element keeps it while they go on. */
  show(text: HTMLElement, sessionId: string): void {
    clearTimeout(this.#shown.get(sessionId));
    const hide = () => {
      this.#shown.delete(sessionId);
      mark(text, sessionId, false);
    };
    this.#shown.set(sessionId, setTimeout(hide, shownMs));
    mark(text, sessionId, true);
    if (this.#frame !== undefined || !matchMedia(narrow).matches) return;
    // Once a frame, when the page is laid out anyway.
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      turnAtEdge(text);
    });
  }

  close(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    for (const timer of this.#shown.values()) clearTimeout(timer);
    this.#shown.clear();
  }
}

function mark(text: HTMLElement, sessionId: string, named: boolean): void {
  const carets = text.querySelectorAll(`[data-session="${CSS.escape(sessionId)}"]`);
  for (const caret of carets) caret.toggleAttribute("data-named", named);
}

/** Names that would reach over the window's edge stand to the left of their carets. */
function turnAtEdge(text: HTMLElement): void {
  const edge = document.documentElement.clientWidth;
  const labels = text.querySelectorAll<HTMLElement>("[data-named] > .remote-caret-label");
  // All are read before any is moved: else the page is laid out anew for each.
  const places = [...labels].map(({ parentElement: caret, offsetWidth }) => ({
    caret,
    over: (caret?.getBoundingClientRect().left ?? 0) + offsetWidth > edge,
  }));
  for (const { caret, over } of places) caret?.toggleAttribute("data-turned", over);
}
