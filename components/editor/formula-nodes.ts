/** Formulas while somebody writes: a click opens the form that changes one, dollars make one. */
import { type Extensions, InputRule } from "@tiptap/core";
import { BlockMath, InlineMath } from "@tiptap/extension-mathematics";
import type { Node, NodeType } from "@tiptap/pm/model";
import { type EditorState, NodeSelection } from "@tiptap/pm/state";
import { katexOptions } from "@/collab/schema/katex-options";
import type { Panels } from "./panels";
import { writeOnAfter } from "./write-on-after";

const formulas = new Set([BlockMath.name, InlineMath.name]);

/** The extension itself when it is none of a formula. */
export function liveFormula(extension: Extensions[number], panels: Panels): Extensions[number] {
  const block = extension.name === BlockMath.name;
  if (!block && extension.name !== InlineMath.name) return extension;
  const math = block ? BlockMath : InlineMath;
  return math
    .extend({
      addInputRules() {
        return block ? [blockRule(this.type)] : (this.parent?.() ?? []);
      },
      addNodeView() {
        const render = this.parent?.();
        const { editor } = this;
        return render
          ? (props) => {
              const view = render(props);
              view.dom.addEventListener("click", () => {
                const at = props.getPos();
                if (at === undefined || !editor.isEditable) return;
                editor.commands.setNodeSelection(at);
                panels.show({ kind: "math", block });
              });
              return view;
            }
          : null;
      },
    })
    .configure({ katexOptions: { ...katexOptions, displayMode: block } });
}

/** The extension's own leaves the formula selected: the next letter would take its place. */
function blockRule(type: NodeType): InputRule {
  return new InputRule({
    find: /^\$\$\$([^$]+)\$\$\$$/,
    handler: ({ state, range, match: [, latex] }) => {
      const { tr } = state;
      const $line = state.doc.resolve(range.from);
      const isWhole = range.from === $line.start() && range.to === $line.end();
      const [from, to] = isWhole ? [$line.before(), $line.after()] : [range.from, range.to];
      tr.replaceWith(from, to, type.create({ latex }));
      writeOnAfter(tr, tr.mapping.map(to));
    },
  });
}

/** The one that is selected, as arrow keys and clicks do it. */
export function selectedFormula({ selection }: EditorState): Node | undefined {
  const node = selection instanceof NodeSelection ? selection.node : undefined;
  return node && formulas.has(node.type.name) ? node : undefined;
}
