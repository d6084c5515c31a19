"use client";
/** Writes a formula in LaTeX, or changes one. */
import type { Editor } from "@tiptap/core";
import { useEffect, useRef, useState } from "react";
import { katexOptions } from "@/collab/schema/katex-options";
import { selectedFormula } from "./formula-nodes";
import { render } from "./katex-later";
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
  const [present] = useState(() => selectedFormula(editor.state));
  const [latex, setLatex] = useState(() => String(present?.attrs.latex ?? ""));
  const block = present?.isBlock ?? panel.block;
  const formula = latex.trim();
  const submit = () => {
    setFormula(editor, { block, present: present !== undefined, latex: formula });
    onClose();
  };
  return (
    <PanelForm
      editor={editor}
      label="Formula"
      submit={present ? "Change formula" : "Add formula"}
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
      {formula && <Preview latex={formula} block={block} />}
    </PanelForm>
  );
}

interface PreviewProps {
  readonly latex: string;
  readonly block: boolean;
}

/** How it will read, or that nobody could. */
function Preview({ latex, block }: PreviewProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [readable, setReadable] = useState(true);
  useEffect(() => {
    const element = ref.current;
    let isLatest = true;
    if (!element) return;
    render(latex, element, { ...katexOptions, displayMode: block }).then(() => {
      if (isLatest) setReadable(!element.querySelector(".katex-error"));
    });
    return () => {
      isLatest = false;
    };
  }, [latex, block]);
  return (
    <div className="max-h-32 overflow-auto text-sm">
      <div ref={ref} className={`px-1 ${readable ? "" : "hidden"}`} />
      <p role="status" className="text-muted">
        {readable ? "" : "This can't be read as a formula."}
      </p>
    </div>
  );
}
