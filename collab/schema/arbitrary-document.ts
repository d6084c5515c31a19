/** Random documents of the schema for property tests: small, varied, always valid. */
import type { Attrs, Mark, Node } from "@tiptap/pm/model";
import * as fc from "fast-check";
import { schema } from "./schema";

/** Every character that Markdown gives a meaning, among plain words. */
const words = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("calm", "río", "two words", "a", "日本", "👩‍👩‍👧 ok", "x1"),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("*", "_a_", "`b`", "# no", "- no", "1. no", "| cell", "[x]"),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("<b>", "&amp;", "a & b", "\\", "~~", "> q", "![i](u)", "==="),
  },
  { weight: 1, arbitrary: fc.constantFrom("$5", "5$", "$a$", "$$", "7 apples") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("www.example.com", "https://a.example/x_y_z", "me@here.org"),
  },
);

const formulas = fc.constantFrom("x_1", "a*b*c", "\\frac{a}{b}", "5\\$", "a | b", "[a]_{i}");

function build(name: string, attrs: Attrs | null, content: readonly Node[] = []): Node {
  const type = schema.nodes[name];
  if (!type) throw new Error(`The schema has no ${name}.`);
  return type.createChecked(attrs, [...content]);
}

function mark(name: string, attrs: Attrs | null = null): Mark {
  const type = schema.marks[name];
  if (!type) throw new Error(`The schema has no ${name}.`);
  return type.create(attrs);
}

const markdownMarks: readonly Mark[] = [
  mark("bold"),
  mark("italic"),
  mark("strike"),
  mark("code"),
  mark("link", { href: "https://example.com/a_(b)?q=1&r=2" }),
  mark("link", { href: "/d/1#part", title: 'A "title"' }),
];

const otherMarks: readonly Mark[] = [
  mark("underline"),
  mark("highlight", { color: "#fde68a" }),
  mark("textStyle", { color: "#b91c1c" }),
];

export interface Expressible {
  /** Only what Markdown can say, in the form Markdown reads it back. */
  readonly markdownOnly: boolean;
}

export function arbitraryDocument({ markdownOnly }: Expressible): fc.Arbitrary<Node> {
  const block = blocksOf(markdownOnly);
  const trailing = inlineOf(markdownOnly).map((content) => build("paragraph", null, content));
  return fc
    .tuple(fc.array(block, { maxLength: 5 }), trailing)
    .map(([blocks, last]) => build("doc", null, [...blocks, last]))
    .filter((doc) => !markdownOnly || readable(doc));
}

/** Text as one reads it from a page: nothing empty, no space at an edge or doubled. */
function inlineOf(markdownOnly: boolean): fc.Arbitrary<Node[]> {
  const marks = fc.subarray([...markdownMarks, ...(markdownOnly ? [] : otherMarks)], {
    maxLength: 2,
  });
  const piece = fc.oneof(
    { weight: 9, arbitrary: words.map((word) => schema.text(word)) },
    { weight: 1, arbitrary: formulas.map((latex) => build("inlineMath", { latex })) },
  );
  const run = fc.tuple(piece, fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, marks));
  return fc.array(run, { minLength: markdownOnly ? 1 : 0, maxLength: 4 }).map((runs) => {
    const nodes: Node[] = [];
    for (const [node, chosen] of runs) {
      const last = nodes.at(-1);
      // A formula has its signs between it and its neighbours.
      if (last?.isText && node.isText) nodes.push(schema.text(" "));
      const fitting = chosen.filter(({ type }) => node.isText || type.name !== "code");
      const set = fitting.reduce<readonly Mark[]>((all, one) => one.addToSet(all), []);
      nodes.push(node.mark([...set]));
    }
    return nodes;
  });
}

function blocksOf(markdownOnly: boolean): fc.Arbitrary<Node> {
  const inline = inlineOf(markdownOnly);
  const code = fc.tuple(
    fc.constantFrom(null, "ts", "c++", "objective-c"),
    fc.constantFrom("", "let a = `b`;", "```\nfence\n```", "  indented\n\nlast", "<p>&amp;</p>"),
  );
  const { block } = fc.letrec<{ block: Node; paragraph: Node }>((tie) => ({
    paragraph: inline.map((content) => build("paragraph", null, content)),
    block: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { weight: 6, arbitrary: tie("paragraph") },
      fc
        .tuple(fc.integer({ min: 1, max: 4 }), inline)
        .map(([level, content]) => build("heading", { level }, content)),
      code.map(([language, text]) =>
        build("codeBlock", { language }, text === "" ? [] : [schema.text(text)]),
      ),
      fc.constant(build("horizontalRule", null)),
      fc.constantFrom(...images),
      formulas.map((latex) => build("blockMath", { latex: `${latex} \\\\\n${latex}` })),
      fc
        .array(tie("block"), { minLength: 1, maxLength: 3 })
        .map((c) => build("blockquote", null, c)),
      list(tie("paragraph"), tie("block")),
      table(inline, markdownOnly),
      ...(markdownOnly ? [] : richer(tie("block"))),
    ),
  }));
  return block;
}

const images: readonly Node[] = [
  build("image", { src: "https://example.com/a.png", alt: "A [picture]", title: 'So "it" is' }),
  build("image", { src: "/files/b_c.png", alt: null }),
];

function list(paragraph: fc.Arbitrary<Node>, block: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
  const item = fc
    .tuple(paragraph, fc.array(block, { maxLength: 2 }))
    .map(([first, rest]) => [first, ...rest]);
  return fc
    .tuple(
      fc.constantFrom("bulletList", "orderedList", "taskList"),
      fc.integer({ min: 1, max: 12 }),
      fc.array(item, { minLength: 1, maxLength: 3 }),
    )
    .map(([name, start, items]) => {
      const attrs = name === "orderedList" ? { start } : null;
      const content = items.map((children, index) =>
        name === "taskList"
          ? build("taskItem", { checked: (start + index) % 2 === 0 }, children)
          : build("listItem", null, children),
      );
      return build(name, attrs, content);
    });
}

function table(inline: fc.Arbitrary<Node[]>, markdownOnly: boolean): fc.Arbitrary<Node> {
  const headers = markdownOnly ? fc.constant(true) : fc.boolean();
  const size = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), headers);
  return fc
    .tuple(size, fc.array(inline, { minLength: 9, maxLength: 9 }))
    .map(([[rows, columns, header], contents]) => {
      const content = Array.from({ length: rows }, (_row, r) => {
        const cells = Array.from({ length: columns }, (_cell, c) => {
          const align = c === 1 ? "right" : null;
          const name = r === 0 && header ? "tableHeader" : "tableCell";
          return build(name, { align }, [build("paragraph", null, contents[r * 3 + c])]);
        });
        return build("tableRow", null, cells);
      });
      return build("table", null, content);
    });
}

/** What Markdown has no word for. */
function richer(block: fc.Arbitrary<Node>): fc.Arbitrary<Node>[] {
  return [
    fc.constant(
      build("paragraph", { textAlign: "center" }, [
        schema.text("by "),
        build("mention", { id: "u1", label: "Ada" }),
        build("hardBreak", null),
        build("inlineMath", { latex: "\\sqrt{2}" }),
      ]),
    ),
    fc
      .array(block, { minLength: 1, maxLength: 2 })
      .map((content) =>
        build("details", null, [
          build("detailsSummary", null, [schema.text("More")]),
          build("detailsContent", null, content),
        ]),
      ),
  ];
}

/** Marks on neither a space nor next to one another: emphasis needs an edge to be seen. */
function readable(doc: Node): boolean {
  let fine = true;
  doc.descendants((node, _pos, parent) => {
    const isFirst = parent?.firstChild === node;
    if (isFirst && parent?.type.name.endsWith("tem") && node.content.size === 0) fine = false;
  });
  return fine;
}
