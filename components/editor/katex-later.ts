/**
 * KaTeX as the editor's page has it: loaded with the first formula. Stands for "katex" in the pages'
 * bundles (next.config.mjs), since the extension for formulas imports it, whether there are any or not.
 */
import type { KatexOptions } from "katex";

let loading: Promise<typeof import("katex")> | undefined;

/** Until KaTeX is there, a formula reads as it was written. Resolves when it is drawn, if ever. */
export function render(latex: string, element: HTMLElement, options?: KatexOptions): Promise<void> {
  element.textContent = latex;
  loading ??= import("katex/dist/katex.mjs");
  return loading.then(
    (katex) => katex.default.render(latex, element, options),
    () => {
      // The next formula tries again.
      loading = undefined;
    },
  );
}

export default { render };
