/**
 * KaTeX as the editor's page has it: loaded with the first formula. Stands for "katex" in the pages'
 * bundles (next.config.mjs), since the extension for formulas imports it, whether there are any or not.
 */
import type { KatexOptions } from "katex";

let loading: Promise<typeof import("katex")> | undefined;

/** Until KaTeX is there, a formula reads as it was written. */
function render(latex: string, element: HTMLElement, options?: KatexOptions): void {
  element.textContent = latex;
  loading ??= import("katex/dist/katex.mjs");
  loading.then(
    (katex) => katex.default.render(latex, element, options),
    () => {
      // The next formula tries again.
      loading = undefined;
    },
  );
}

export default { render };
