/** Where an author's caret stands after a change of theirs, in the form in which it was accepted. */
import type { AuthorsCaret } from "@/collab/protocol/server-messages";
import type { AcceptedChange } from "@/collab/rebase/apply-change";
import { endOf } from "@/collab/rebase/ranges";
import type { SubmittedChange } from "./messages";

/** `{caret}` when it was said to be at the end, and that end is still there; nothing otherwise. */
export function caretAfter(
  { caretOf, body }: SubmittedChange,
  { maps, kept }: AcceptedChange,
): { readonly caret?: AuthorsCaret } {
  if (caretOf === undefined || body.kind !== "steps") return {};
  const count = kept?.length ?? body.steps.length;
  // What the last step wrote could not be merged: its author tells anew where they are.
  if (kept && kept.at(-1) !== body.steps.length - 1) return {};
  const end = endOf(maps[count - 1]);
  if (end === undefined) return {};
  const at = maps.slice(count).reduce((place, map) => map.map(place, -1), end);
  return { caret: { sessionId: caretOf, at } };
}
