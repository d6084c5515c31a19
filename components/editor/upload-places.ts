/** Where in the text the images go that are on their way, while the text changes. */
import type { Transaction } from "@tiptap/pm/state";
import type { Mappable } from "@tiptap/pm/transform";
import { isRemote } from "@/client/collab/collab-plugin";

export interface Place<Upload> {
  readonly upload: Upload;
  readonly pos: number;
  /** What was chosen at once is undone at once. */
  readonly batch: object;
  /** How many events could be undone when it was chosen. */
  readonly depth: number;
}

/**
 * An image that arrives (`removed`) goes before the later ones, and all go before the paragraph that the
 * server adds at the end of a text. Without a place are those round which
 * the text was deleted here; what others delete leaves the place to whoever chose the image.
 */
export function placesAfter<Upload>(
  tr: Transaction,
  places: readonly Place<Upload>[],
  removed?: Upload,
): readonly Place<Upload>[] {
  const at = places.findIndex(({ upload }) => upload === removed);
  return places.flatMap((place, index) => {
    if (place.upload === removed || isGone(tr, place.pos)) return [];
    return { ...place, pos: tr.mapping.map(place.pos, at >= 0 && index > at ? 1 : -1) };
  });
}

/** The batch that undo means: nothing was done since it was chosen. */
export function lastBatch<Upload>(
  places: readonly Place<Upload>[],
  depth: number,
): readonly Upload[] {
  const last = places.at(-1);
  if (!last || depth > last.depth) return [];
  return places.filter(({ batch }) => batch === last.batch).map(({ upload }) => upload);
}

function isGone(tr: Transaction, pos: number): boolean {
  const { mapping, before, doc } = tr;
  // A block that is moved takes no less room than before.
  if (isRemote(tr) || doc.content.size >= before.content.size) return false;
  return mapping.mapResult(pos).deletedAcross || isAllDeleted(mapping, before.content.size);
}

function isAllDeleted(mapping: Mappable, size: number): boolean {
  return mapping.mapResult(0, 1).deletedAfter && mapping.mapResult(size, -1).deletedBefore;
}
