/** Opens every fold that a place of the text lies in, so that it can be seen. */

export function unfold(element: Element | null | undefined): void {
  const fold = element?.closest('[data-type="details"]:not(.is-open)');
  if (!fold) return;
  fold.querySelector<HTMLElement>(":scope > button")?.click();
  unfold(fold.parentElement);
}
