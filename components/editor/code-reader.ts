/** Tells the parts of code by its language; without one, by what it looks like. */
import { common, createLowlight } from "lowlight";

export interface CodePart {
  readonly from: number;
  readonly to: number;
  /** Classes, as the style sheet of documents knows them. */
  readonly name: string;
}

export type CodeReader = (text: string, language: string) => readonly CodePart[];

const lowlight = createLowlight(common);

type Tree = ReturnType<typeof lowlight.highlight>;

export const readCode: CodeReader = (text, language) => {
  const parts: CodePart[] = [];
  const walk = (nodes: Tree["children"], at: number, names: readonly string[]): number => {
    let from = at;
    for (const node of nodes) {
      if (node.type === "element") {
        const own = node.properties.className;
        from = walk(
          node.children,
          from,
          Array.isArray(own) ? [...names, ...own.map(String)] : names,
        );
      } else if (node.type === "text") {
        const to = from + node.value.length;
        if (names.length > 0) parts.push({ from, to, name: names.join(" ") });
        from = to;
      }
    }
    return from;
  };
  const known = lowlight.registered(language);
  walk((known ? lowlight.highlight(language, text) : lowlight.highlightAuto(text)).children, 0, []);
  return parts;
};
