/** What the form of a formula does to the text. */
import type { Command, Editor } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { writeOnAfter } from "./write-on-after";

interface Formula {
  readonly block: boolean;
  /** The form was opened on one. */
  readonly present: boolean;
  /** Empty: it is to go. */
  readonly latex: string;
}

export function setFormula(editor: Editor, { block, present, latex }: Formula): void {
  const type = block ? "blockMath" : "inlineMath";
  const { selection } = editor.state;
  // It may have been deleted by somebody else meanwhile.
  const isThere =
    present && selection instanceof NodeSelection && selection.node.type.name === type;
  const chain = editor.chain().focus();
  if (isThere && latex) chain.updateAttributes(type, { latex }).run();
  else if (isThere) chain.deleteSelection().run();
  else if (latex) {
    chain.insertContent({ type, attrs: { latex } });
    // Selected, it would be replaced by the next letter.
    if (block) chain.command(writeOn);
    chain.run();
  }
}

const writeOn: Command = ({ tr }) => writeOnAfter(tr, tr.selection.to);
