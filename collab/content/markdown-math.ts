/**
 * Formulas in Markdown, as GitHub and pandoc have them: `$…$` in a line, and `$$…$$` as a block of its
 * own. An amount of money is none: a `$` with a space inside, or a digit after it, closes nothing.
 */
import { Hooks, type Token, Tokenizer, type Tokens } from "marked";

/** Inside, a `$` has a backslash before it. */
const body = String.raw`(?:\\[\s\S]|[^\\$])+?`;
const inLine = String.raw`\$\$(${body})\$\$|\$(?!\s)(${body})(?<!\s)\$(?!\d)`;
const formulaInLine = new RegExp(`^(?:${inLine})`);
/** Whatever a backslash stands before begins no formula. */
const masked = new RegExp(String.raw`\\[\s\S]|${inLine}`, "g");
const formulaBlock = /^\$\$[ \t]*\n([\s\S]*?)\n[ \t]*\$\$[ \t]*(?:\n|$)/;
const formulaBlockInLine = new RegExp(String.raw`^\$\$(${body})\$\$[ \t]*(?:\n|$)`);

/** Where Markdown ends and TeX begins: tokens of the type "math", whose text is the formula. */
export class MathTokenizer extends Tokenizer {
  /** Asked first of every block that is no code by its indent. */
  override fences(src: string): Tokens.Code | undefined {
    const [raw, latex] = formulaBlock.exec(src) ?? formulaBlockInLine.exec(src) ?? [];
    return raw && latex?.trim() ? math(raw, latex) : super.fences(src);
  }

  /** Asked first at every place of a line where text ended. */
  override escape(src: string): Tokens.Escape | undefined {
    const [raw, double, single] = formulaInLine.exec(src) ?? [];
    const latex = double ?? single;
    return raw && latex?.trim() ? math(raw, latex) : super.escape(src);
  }

  /** Cut before it is read: else the rest of the line is gone through at each sign. */
  override inlineText(src: string): Tokens.Text | undefined {
    const end = src.indexOf("$", 1);
    return super.inlineText(end < 0 ? src : src.slice(0, end));
  }
}

/** A `*` in a formula emphasises nothing. */
export class MathHooks extends Hooks {
  override emStrongMask(src: string): string {
    return src.replace(masked, (found) =>
      found.startsWith("$") ? `[${"a".repeat(found.length - 2)}]` : found,
    );
  }
}

/** The reader's types know its own tokens only. */
function math<T extends Token>(raw: string, latex: string): T {
  return { type: "math", raw, text: latex.trim() } as Token as T;
}
