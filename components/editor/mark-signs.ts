/**
 * Marks by their signs while typing, as CommonMark counts these: `2 * 3 * 4` is a sum, and the stars of
 * `*args` are its own. What is pasted is read as Markdown where it is that, and has no rules here.
 */
import { type Extensions, InputRule, Mark, markInputRule } from "@tiptap/core";
import { StarterKit } from "@tiptap/starter-kit";

const signsOf: Readonly<Record<string, readonly string[]>> = {
  bold: ["**", "__"],
  italic: ["*", "_"],
  strike: ["~~"],
  highlight: ["=="],
  code: ["`"],
};

/** What a passage can end with. After an operator or an opening bracket more comes: `*a) + g(*b)`. */
const ending = String.raw`[\p{L}\p{N}\p{M}\p{So}\p{Sc}\p{Pe}\p{Pf}.,:;!?…'"%]`;

/** Finds what stands between two of `sign`, the second of which ends the text. */
export function passageBetween(sign: string): RegExp {
  const [letter] = sign;
  const signs = `[${letter}]{${sign.length}}`;
  // Code may begin within a word, and end with anything.
  const [before, last] = sign === "`" ? ["[^`]", "\\S"] : ["\\s", ending];
  const passage = `(?![\\s${letter}])[^${letter}]+(?<=${last})`;
  return new RegExp(`(?<=^|${before})${signs}(${passage})${signs}$`, "u");
}

/** The extension itself when its marks have no signs. */
export function liveMarks(extension: Extensions[number]): Extensions[number] {
  if (extension.name !== StarterKit.name) return bySigns(extension);
  return extension.extend({
    addExtensions() {
      return (this.parent?.() ?? []).map(bySigns);
    },
  });
}

function bySigns(extension: Extensions[number]): Extensions[number] {
  const signs = signsOf[extension.name];
  if (!signs || !(extension instanceof Mark)) return extension;
  return extension.extend({
    addInputRules() {
      return signs.map((sign) => {
        const { handler } = markInputRule({ find: passageBetween(sign), type: this.type });
        return new InputRule({
          find: passageBetween(sign),
          handler: (found) => (isInWord(found) ? null : handler(found)),
        });
      });
    },
    addPasteRules: () => [],
  });
}

/** No mark ends where a word goes on. */
function isInWord({ state, range }: Parameters<InputRule["handler"]>[0]): boolean {
  return /^[\p{L}\p{N}]/u.test(state.doc.resolve(range.to).nodeAfter?.text ?? "");
}
