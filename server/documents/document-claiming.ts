/**
 * A document whose store takes no changes: it is there to be read, every author is told why nothing
 * is saved, and it becomes writable by itself once the store takes changes again.
 */
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import { unreachable } from "@/collab/unreachable";
import { StoreError, type StoreFailure, troubleText } from "../ports/store-error";
import type { DocumentContext, DocumentState, OpenDocument } from "./document-state";
import type { AppendWaits, Claimed, StoreNews } from "./store-messages";

/** Between two attempts: an outage is seconds, and its authors come back every few seconds. */
const claimMs = 1000;

/** Why nothing can be stored now; undefined when it can, as far as anybody knows. */
export function whyNotStored({ epoch, trouble }: OpenDocument): Refusal | undefined {
  if (epoch !== undefined && trouble === undefined) return undefined;
  return unstored(trouble ?? "io");
}

export function storeNews(news: StoreNews, open: OpenDocument, ctx: DocumentContext) {
  switch (news.tag) {
    case "append_waits":
      return appendWaits(news, open, ctx);
    case "claimed":
      return claimed(news, open);
    case "claim_failed":
      open.trouble = news.failure;
      return planClaim(open, ctx);
    default:
      return unreachable(news);
  }
}

/** Who waits for an answer gets an honest one; what the Journal holds may still be stored. */
function appendWaits({ failure }: AppendWaits, open: OpenDocument, ctx: DocumentContext): void {
  open.trouble = failure;
  for (const { waiter, answer } of open.sequencer.giveUp(unstored(failure))) {
    ctx.reply(waiter, answer);
  }
}

export function planClaim(open: OpenDocument, ctx: DocumentContext): void {
  if (open.epoch === undefined) {
    ctx.sendAfter(claimMs * (0.75 + ctx.random() / 2), { tag: "claim" });
  }
}

/** Asks in the background: the document is read, and people move in it, meanwhile. */
export function claim({ documentId, world }: DocumentState, ctx: DocumentContext): void {
  world.log.claim(documentId).then(
    (found) => {
      const { epoch, headVersion = 0 } = found ?? {};
      ctx.remind({ tag: "claimed", epoch, headVersion });
    },
    (error: unknown) => {
      const failure: StoreFailure = error instanceof StoreError ? error.failure : "io";
      ctx.remind({ tag: "claim_failed", failure });
    },
  );
}

function claimed({ epoch, headVersion }: Claimed, open: OpenDocument) {
  if (epoch === undefined) return { stop: "shutdown" as const };
  if (headVersion !== open.sequencer.stored.version) {
    throw new Error("the document moved on while it could only be read");
  }
  open.epoch = epoch;
  open.trouble = undefined;
}

function unstored(failure: StoreFailure): Refusal {
  return refusal("unavailable", troubleText(failure));
}
