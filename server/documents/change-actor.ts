/**
 * One change: validate it, rebase it over what it did not know of, apply it, and be gone.
 *
 * It asks for its work when it is up, so that a restarted incarnation gets the document as it is
 * then. The first crash is a crash like any other, and its supervisor restarts it; on the last
 * attempt it reports its own death as `{shutdown, …}`, after which a transient child stays dead.
 */

import { acceptChange, acceptMade, becomeDocument } from "@/collab/rebase/apply-change";
import type { Behaviour } from "../actors/behaviour";
import { local } from "../actors/message";
import { errorReport } from "../actors/reason";
import type { Destination } from "../actors/ref";
import { poisoned } from "./document-changes";
import type { ChangeMessage, DocState, DocumentMessage, SubmittedChange } from "./messages";

export interface ChangeArgs {
  readonly changeId: string;
  readonly document: Destination<DocumentMessage>;
  /** A fault injected by tests; does nothing otherwise. */
  readonly beforeApply?: ((change: SubmittedChange) => void) | undefined;
}

export const changeActor: Behaviour<ChangeArgs, ChangeArgs, ChangeMessage> = {
  init: (args) => ({ state: args, continue: "ready" }),

  handleContinue(_term, { document, changeId }, ctx) {
    ctx.cast(document, { tag: "change_ready", changeId, actor: ctx.self });
  },

  handleCast({ docState, change }, { document, changeId, beforeApply }, ctx) {
    try {
      beforeApply?.(change);
      const result = apply(change, docState.value);
      if (result.ok) {
        ctx.cast(document, {
          tag: "change_applied",
          changeId,
          newDocState: local(result.accepted),
        });
      } else {
        ctx.cast(document, { tag: "change_refused", changeId, error: result.error });
      }
    } catch (error) {
      if (ctx.restarts === 0) throw error;
      const { name, message, stack } = errorReport(error);
      const { userId, baseVersion } = change;
      const what = { changeId, userId, baseVersion, name, message, stack };
      ctx.system.deadLetter("poisoned", ctx.self, { tag: "poisoned_change", ...what });
      ctx.cast(document, { tag: "change_refused", changeId, error: poisoned() });
      return { stop: { tag: "shutdown", detail: `poisoned: ${message}` } };
    }
    return { stop: "normal" };
  },

  label: ({ changeId }) => `change ${changeId}`,
};

function apply(change: SubmittedChange, { doc, mapsSinceBase }: DocState) {
  if (change.body.kind === "become") return becomeDocument(doc, change.body.doc);
  if (change.body.kind === "made") {
    return acceptMade({ steps: change.body.steps, since: mapsSinceBase, head: doc });
  }
  return acceptChange({ steps: change.body.steps, since: mapsSinceBase, head: doc });
}
