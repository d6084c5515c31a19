/** The count of a document and of what is selected, made when nothing else is to be done. */
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { inPauses } from "../in-pauses";
import { countBetween, countIn, type TextCount } from "./text-count";

/** Nobody reads the count while the letters come. */
const patience = { pauseMs: 400, atLatestMs: 5000 };

export interface Counts {
  readonly all: TextCount;
  readonly selected: TextCount | undefined;
}

export function useTextCount(editor: Editor): Counts {
  const [counts, setCounts] = useState(() => countsOf(editor));
  useEffect(() => {
    const count = () => {
      if (!editor.isDestroyed) setCounts((before) => unlessSame(before, countsOf(editor)));
    };
    const { later, stop } = inPauses(() => whenIdle(count), patience);
    editor.on("transaction", later);
    // What came in since it was counted for the first time told nobody here.
    later();
    return () => {
      stop();
      editor.off("transaction", later);
    };
  }, [editor]);
  return counts;
}

/** Safari has no idle time to give. */
function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: 1000 });
  else setTimeout(act);
}

function countsOf({ state: { doc, selection } }: Editor): Counts {
  const { from, to, empty } = selection;
  return { all: countIn(doc), selected: empty ? undefined : countBetween(doc, from, to) };
}

function unlessSame(before: Counts, now: Counts): Counts {
  const same =
    before.all.characters === now.all.characters &&
    before.all.words === now.all.words &&
    before.selected?.characters === now.selected?.characters &&
    before.selected?.words === now.selected?.words;
  return same ? before : now;
}
