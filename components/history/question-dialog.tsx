"use client";
/** The question before something is done. */
import { useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import type { Actions } from "./use-actions";

export function QuestionDialog({ actions }: { readonly actions: Actions }) {
  const { question, dismiss } = actions;
  const [busy, setBusy] = useState(false);
  if (!question) return null;
  const act = async () => {
    setBusy(true);
    await question.act();
    setBusy(false);
    dismiss();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && dismiss()}
      title={question.title}
      description={question.text}
    >
      <div className="mt-6 flex justify-end gap-2">
        <Button onClick={dismiss}>Cancel</Button>
        <Button variant="primary" disabled={busy} onClick={act}>
          {busy ? "One moment…" : question.verb}
        </Button>
      </div>
    </Dialog>
  );
}
