/**
 * Reads from the log what an old change did not know of, page by page, so that a client may come
 * back after a month while the document goes on. Yields between pages to everybody else. What it can't
 * read is its end: the document sees it, and has the client send the change again.
 */
import { limits } from "@/collab/protocol/limits";
import { MapComposer } from "@/collab/rebase/compose-maps";
import { longMap } from "@/collab/rebase/long-map";
import type { Behaviour } from "../actors/behaviour";
import { local } from "../actors/message";
import type { Destination } from "../actors/ref";
import type { ChangeLog } from "../ports/change-log";
import { mapsOf } from "./load-document";
import type { CaughtUp, DocumentMessage } from "./messages";

/** Read and parsed at a time: others wait for it. */
const pageBytes = 512 * 1024;

export interface CatchUpArgs {
  readonly log: ChangeLog;
  readonly document: Destination<DocumentMessage>;
  readonly documentId: string;
  readonly changeId: string;
  readonly since: number;
  readonly until: number;
}

export const catchUpActor: Behaviour<CatchUpArgs, CatchUpArgs, never> = {
  init: (args) => ({ state: args, continue: "read" }),
  async handleContinue(_term, args, ctx) {
    ctx.cast(args.document, await read(args));
    return { stop: "normal" };
  },
  label: ({ changeId }) => `catch-up for ${changeId}`,
};

async function read({ log, documentId, changeId, since, until }: CatchUpArgs): Promise<CaughtUp> {
  const past = new MapComposer();
  let version = since;
  while (version < until) {
    const limit = Math.min(limits.changesPerPage, until - version);
    const page = await log.read(documentId, version, limit, pageBytes);
    const last = page.at(-1);
    if (!last) throw new Error(`version ${version + 1} of ${documentId} is missing`);
    const stored = page.find((change) => change.changeId === changeId);
    if (stored) return { tag: "caught_up", changeId, stored, maps: local([]), mappedTo: version };
    past.add(page.flatMap(mapsOf));
    version = last.version;
  }
  const maps = local([longMap(past.stretches())]);
  return { tag: "caught_up", changeId, maps, mappedTo: version };
}
