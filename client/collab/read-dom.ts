/** What the browser shows already, brought into the editor's state. */

/**
 * A caret that a key has just moved is in the DOM, and not yet in the state; a remote change applied
 * in between would put it back. The observer is no public part of prosemirror-view.
 */
export function readDom(view: object): void {
  const observer: unknown = Reflect.get(view, "domObserver");
  if (typeof observer !== "object" || observer === null) return;
  const flush: unknown = Reflect.get(observer, "flush");
  if (typeof flush === "function") flush.call(observer);
}
