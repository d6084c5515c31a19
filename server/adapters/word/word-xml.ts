/** What mammoth passes over in a Word file's XML, said with elements that it reads. */

export interface ReadableXml {
  readonly xml: string;
  readonly formulas: number;
}

/** A formula ends before another begins; in it, what is no text is how its parts stand. */
const formula = /<m:oMath(?:\s[^>]*)?(?<!\/)>([\s\S]*?)<\/m:oMath>/g;
const formulaText = /<m:t(?:\s[^>]*)?(?<!\/)>([^<]*)<\/m:t>|<\/m:(num)>|<m:(su[bp])>/g;
const signs: Readonly<Record<string, string>> = { num: "/", sub: "_", sup: "^" };

export function readableXml(source: string): ReadableXml {
  let formulas = 0;
  const xml = source
    .replace(formula, (_whole, content: string) => {
      formulas += 1;
      const parts = [...content.matchAll(formulaText)];
      const text = parts.map(([, text, end, part]) => text ?? signs[end ?? part ?? ""] ?? "");
      return `<w:r><w:t xml:space="preserve">${text.join("")}</w:t></w:r>`;
    })
    // Whatever is round text that is to be read as it stands.
    .replace(/<(\/?)(?:m:oMathPara|w:fldSimple)(?=[\s/>])/g, "<$1w:smartTag")
    // A run's font is passed on, which nobody asks for here; its colour is not.
    .replace(/<(\/?)w:rFonts(?=[\s/>])/g, "<$1w:fonts")
    .replace(/<(\/?)w:color(?=[\s/>])/g, "<$1w:rFonts")
    .replace(/(<w:rFonts\s(?:[^>]*\s)?)w:val="/g, '$1w:ascii="#');
  return { xml, formulas };
}
