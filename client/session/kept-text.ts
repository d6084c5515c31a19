/** What this device keeps of a document that can't be opened any more, as text. */
import { schema } from "@/collab/schema/schema";
import { browserTitle } from "./browser-title";
import { IndexedDbPendingStore } from "./indexeddb-pending";
import { allUnmerged } from "./kept-work";

/** Empty when nothing is kept. Rejects where the browser keeps nothing at all. */
export async function keptText(documentId: string, userId: string): Promise<string> {
  const works = await new IndexedDbPendingStore().all(documentId, userId);
  const items = works.flatMap((work) => allUnmerged(work, schema));
  const title = browserTitle(documentId).kept(userId)?.title ?? "";
  return [title, ...items.map(({ text }) => text)].filter((text) => text !== "").join("\n\n");
}
