"use client";
/** Writes a formula in LaTeX, or changes one. */
import type { Editor } from "@tiptap/core";
import { useState } from "react";
import { fieldClass, PanelForm } from "./panel-form";
import type { Panel } from "./panels";
import { setFormula } from "./set-formula";

interface Props {
  readonly editor: Editor;
  readonly panel: Extract<Panel, { kind: "math" }>;
  onClose(): void;
}

export function MathPanel({ editor, panel, onClose }: Props) {
  // The node itself, not its position: others may move it while the form is open.
  const [present] = useState(() =>
    panel.at === undefined ? null : editor.state.doc.nodeAt(panel.at),
  );
  const [latex, setLatex] = useState(() => String(present?.attrs.latex ?? ""));
  const submit = () => {
    setFormula(editor, { block: panel.block, present: present !== null, latex: latex.trim() });
    onClose();
  };
  return (
    <PanelForm
      editor={editor}
      label="Formula"
      submit={present ? "Change" : "Add formula"}
      onSubmit={submit}
      onClose={onClose}
    >
      <textarea
        aria-label="Formula in LaTeX"
        value={latex}
        onChange={(event) => setLatex(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey) return;
          event.preventDefault();
          submit();
        }}
        placeholder="e^{i\pi} + 1 = 0"
        rows={2}
        spellCheck={false}
        className={`${fieldClass} h-auto py-2 font-mono`}
      />
    </PanelForm>
  );
}
