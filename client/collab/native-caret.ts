/**
 * The caret that the browser moves, kept from being put back where the editor's state has it. This
 * goes by parts of prosemirror-view that are not public, and does nothing where they are missing.
 */

/**
 * Brings what the browser shows into the state. A caret that a key has just moved is in the DOM, and
 * not yet in the state; a change that nobody made here would put it back.
 */
export function readDom(view: object): void {
  const observer: unknown = Reflect.get(view, "domObserver");
  if (typeof observer !== "object" || observer === null) return;
  const flush: unknown = Reflect.get(observer, "flush");
  if (typeof flush === "function") flush.call(observer);
}

/**
 * A caret that comes to the start of the document within 200 ms of the focus is taken for the
 * browser's doing, and put back, unless a click is less than 300 ms ago. On a slow machine it is
 * where somebody has just gone. To be called when it is a person who acts.
 */
export function actsByHand(view: object): void {
  const input: unknown = Reflect.get(view, "input");
  if (typeof input === "object" && input !== null) Reflect.set(input, "lastFocus", 0);
}
