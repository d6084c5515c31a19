/**
 * Code in its colours. A keystroke costs the block it falls into, and what reads the languages is
 * loaded when a document has code.
 */
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { AttrStep } from "@tiptap/pm/transform";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { readDom } from "@/client/collab/native-caret";
import type { CodePart, CodeReader } from "./code-reader";
import { inPauses } from "./in-pauses";

interface ColoursState {
  readonly decorations: DecorationSet;
  /** Some block's colours are not those of its text: they are looked after in a pause. */
  readonly stale: boolean;
}

/** Read while somebody types, when the language is known; a longer block waits for a pause. */
const readAtOnce = 3000;
/** More is left without colours. */
const readAtMost = 50_000;
/** What has to be guessed is tried in every language there is. */
const guessedAtMost = 2000;
const patience = { pauseMs: 250, atLatestMs: 2000 };

const key = new PluginKey<ColoursState>("codeColours");

export const CodeColours = Extension.create({
  name: "codeColours",
  addProseMirrorPlugins: () => [codeColours(() => import("./code-reader"))],
});

export function codeColours(
  load: () => Promise<{ readonly readCode: CodeReader }>,
): Plugin<ColoursState> {
  let readCode: CodeReader | undefined;
  /** Blocks do not change, they are replaced: what was read once holds. */
  const known = new WeakMap<Node, readonly CodePart[]>();
  const partsOf = (block: Node): readonly CodePart[] => {
    const before = known.get(block);
    if (before) return before;
    const text = block.textContent;
    const language = String(block.attrs.language ?? "");
    if (!readCode || text.length > (language ? readAtMost : guessedAtMost)) return [];
    const parts = readCode(text, language);
    known.set(block, parts);
    return parts;
  };
  const coloursOf = (block: Node, start: number): Decoration[] =>
    partsOf(block).map(({ from, to, name }) =>
      Decoration.inline(start + 1 + from, start + 1 + to, { class: name }),
    );
  const recoloured = (set: DecorationSet, doc: Node, block: Node, start: number) => {
    const old = set.find(start, start + block.nodeSize);
    return set.remove(old).add(doc, coloursOf(block, start));
  };
  return new Plugin<ColoursState>({
    key,
    state: {
      init: (_, { doc }) => ({
        decorations: DecorationSet.empty,
        stale: doc.content.content.some(hasCode),
      }),
      apply(tr, colours) {
        if (tr.getMeta(key)) return { decorations: all(tr.doc, coloursOf), stale: false };
        if (!tr.docChanged) return colours;
        let decorations = colours.decorations.map(tr.mapping, tr.doc);
        let { stale } = colours;
        for (const [start, block] of touchedBlocks(tr)) {
          const { textContent, attrs } = block;
          if (readCode && attrs.language && textContent.length < readAtOnce) {
            decorations = recoloured(decorations, tr.doc, block, start);
          } else stale = true;
        }
        return { decorations, stale };
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
    view: (view) =>
      lookAfter(view, async () => {
        readCode ??= (await load()).readCode;
      }),
  });
}

/** Looks after what is stale once nothing was typed for a moment. */
function lookAfter(view: EditorView, ready: () => Promise<void>) {
  const look = async () => {
    // Without its colours code can be read and written all the same.
    await ready().catch(() => {});
    if (view.isDestroyed || !key.getState(view.state)?.stale) return;
    if (view.composing) return later();
    readDom(view);
    view.dispatch(view.state.tr.setMeta(key, true).setMeta("addToHistory", false));
  };
  const { later, stop } = inPauses(look, patience);
  const update = () => {
    if (key.getState(view.state)?.stale) later();
  };
  update();
  return { update, destroy: stop };
}

function all(doc: Node, coloursOf: (block: Node, start: number) => Decoration[]): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, start) => {
    if (node.type.spec.code) found.push(...coloursOf(node, start));
    return !node.isTextblock;
  });
  return DecorationSet.create(doc, found);
}

function hasCode(block: Node): boolean {
  return (
    block.type.spec.code === true || (!block.isTextblock && block.content.content.some(hasCode))
  );
}

/** The code blocks a transaction changed, as they are after it. */
function touchedBlocks(tr: Transaction): ReadonlyMap<number, Node> {
  const blocks = new Map<number, Node>();
  const look = (from: number, to: number) => {
    const end = Math.min(tr.doc.content.size, to + 1);
    tr.doc.nodesBetween(Math.max(0, from - 1), end, (node, start) => {
      if (node.type.spec.code) blocks.set(start, node);
      return !node.isTextblock;
    });
  };
  for (const [index, step] of tr.steps.entries()) {
    const rest = tr.mapping.slice(index + 1);
    // It moves nothing, so that its map is empty: a change of the language.
    if (step instanceof AttrStep) look(rest.map(step.pos), rest.map(step.pos) + 1);
    step.getMap().forEach((_from, _to, from, to) => {
      look(rest.map(from, -1), rest.map(to, 1));
    });
  }
  return blocks;
}
