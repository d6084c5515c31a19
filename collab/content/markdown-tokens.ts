/**
 * The tokens of a Markdown text, in a time that grows with its length. The reader by itself takes a minute
 * for sixty thousand letters of "*a *a *a …", and everybody on the server would wait for it: what it
 * goes over again and again is bounded here, and what is beyond stays the text it is.
 */
import { Lexer, type Token, type Tokens } from "marked";
import { MathHooks, MathTokenizer } from "./markdown-math";

/** Lines without an end are read in parts: in each, every escape and code span costs its length. */
const longestLine = 4000;
/** Letters that may be gone over in search of what closes an emphasis: a second's work. */
const mostSearched = 20_000_000;
/** Each reference is compared with each definition. */
const mostDefinitions = 1000;

/** Never throws: nested thousands deep, which nobody does but to do harm, it is text. */
export function tokensOf(markdown: string): readonly Token[] {
  const [tokenizer, hooks] = [new BoundedTokenizer(), new MathHooks()];
  try {
    return new BoundedLexer({ gfm: true, tokenizer, hooks }).lex(markdown);
  } catch {
    return markdown.split(/\n{2,}/).map((raw) => ({ type: "html", raw, text: raw }));
  }
}

class BoundedLexer extends Lexer {
  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    for (let from = 0; from < src.length; ) {
      const to = partFrom(src, from);
      super.inlineTokens(src.slice(from, to), tokens);
      from = to;
    }
    return tokens;
  }
}

/** Where the part from here ends: between words if there are any, and never within a character. */
function partFrom(src: string, from: number): number {
  const most = from + longestLine;
  if (most >= src.length) return src.length;
  const space = Math.max(src.lastIndexOf(" ", most), src.lastIndexOf("\n", most));
  if (space > from) return space;
  return (src.codePointAt(most - 1) ?? 0) > 0xffff ? most + 1 : most;
}

class BoundedTokenizer extends MathTokenizer {
  #left = mostSearched;
  #definitions = 0;

  override emStrong(src: string, masked: string, before?: string) {
    return this.#searched(src, () => super.emStrong(src, masked, before));
  }

  override del(src: string, masked: string, before?: string) {
    return this.#searched(src, () => super.del(src, masked, before));
  }

  override def(src: string): Tokens.Def | undefined {
    // A footnote is none: its text would be taken for an address, and be gone.
    const isDef = this.#definitions < mostDefinitions && !/^ {0,3}\[\^/.test(src);
    const found = isDef ? super.def(src) : undefined;
    if (found) this.#definitions += 1;
    return found;
  }

  /** What closes nothing was looked for to the end. */
  #searched<T extends Token>(src: string, search: () => T | undefined): T | undefined {
    if (!/^[*_~]/.test(src) || this.#left <= 0) return undefined;
    const found = search();
    this.#left -= found ? found.raw.length : src.length;
    return found;
  }
}
