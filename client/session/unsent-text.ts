/** Everything that only this device has of a document, as text: to be copied before it is too late. */
import { collabState } from "../collab/collab-plugin";
import type { Couriers } from "./couriers";
import type { Leftovers } from "./leftovers";
import type { EditorPort } from "./ports";
import type { TitleWork } from "./title-work";

export function unsentText(
  editor: EditorPort | undefined,
  title: TitleWork | undefined,
  leftovers: Leftovers,
  couriers: Couriers,
): string {
  const steps = editor ? collabState(editor.state).unconfirmed.map(({ step }) => step) : [];
  const texts = [title?.pending ?? "", leftovers.text(steps), ...couriers.unsentTexts()];
  return texts.filter((text) => text !== "").join("\n\n");
}
