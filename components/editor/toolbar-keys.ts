/** The keys that lead from the text to its tools, as they do in other editors. */

export const toolbarKeys = "Alt-F10";

/** For every toolbar that they lead to. */
export const byToolbarKeys = { "aria-keyshortcuts": "Alt+F10" };

/** To the nearest toolbar, and from one to the next: what floats by the text comes before the rest. */
export function focusNextToolbar(): void {
  const toolbars = [
    ...document.querySelectorAll("[role=toolbar][aria-keyshortcuts='Alt+F10']"),
  ].filter((toolbar) => toolbar.checkVisibility());
  // The one that came last into the page is that of the innermost thing.
  toolbars.reverse();
  const at = toolbars.findIndex((toolbar) => toolbar.contains(document.activeElement));
  const next = toolbars[(at + 1) % toolbars.length];
  // With its ring, which browsers leave out after a mouse, whatever key was pressed with Alt.
  next?.querySelector<HTMLElement>("[tabindex='0']")?.focus({ focusVisible: true });
}
