/** The keys of what no extension of its own has keys for: tables, images, formulas, emoji. */
import { Extension } from "@tiptap/core";
import { applyBlock, insertedBlocks } from "./blocks";
import { selectedFormula } from "./formula-nodes";
import { insertions } from "./insertions";
import { Panels } from "./panels";

export const InsertionKeys = Extension.create<{ readonly panels: Panels }>({
  name: "insertionKeys",
  addOptions: () => ({ panels: new Panels() }),
  addKeyboardShortcuts() {
    const { editor } = this;
    const { panels } = this.options;
    const keyed = [...insertedBlocks, ...insertions].flatMap((kind) => {
      if (kind.keys === undefined) return [];
      const insert = () => {
        if (editor.isEditable) applyBlock(editor, kind, panels);
        return editor.isEditable;
      };
      return [[kind.keys, insert] as const];
    });
    const openFormula = () => {
      const formula = selectedFormula(editor.state);
      if (!formula || !editor.isEditable) return false;
      panels.show({ kind: "math", block: formula.isBlock });
      return true;
    };
    return { ...Object.fromEntries(keyed), Enter: openFormula };
  },
});
