/** A document's title over HTTP, and as this browser keeps it. */
import { limits } from "@/collab/protocol/limits";
import type { KeptTitle, TitlePort } from "./title-work";

export function browserTitle(documentId: string): TitlePort {
  const keyOf = (userId: string) => `tandem-title-${documentId}-${userId}`;
  return {
    async rename(title) {
      // Also when the page goes meanwhile.
      const answer = await fetch(`/api/documents/${documentId}`, {
        ...{ method: "PATCH", keepalive: true },
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ title }),
      }).catch(() => undefined);
      if (answer?.ok) return "stored";
      if (!answer || answer.status >= 500 || answer.status === 429) return "unanswered";
      const { error } = await answer.json().catch(() => ({}));
      return { refused: typeof error?.message === "string" ? error.message : "It was refused." };
    },
    kept(userId) {
      try {
        return keptTitle(JSON.parse(localStorage.getItem(keyOf(userId)) ?? "null"));
      } catch {
        return undefined;
      }
    },
    keep(userId, title) {
      try {
        if (title) localStorage.setItem(keyOf(userId), JSON.stringify(title));
        else localStorage.removeItem(keyOf(userId));
      } catch {
        // A browser that stores nothing: the leave guard warns of what is not saved.
      }
    },
  };
}

function keptTitle(value: unknown): KeptTitle | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { title, base }: { title?: unknown; base?: unknown } = value;
  if (typeof title !== "string" || typeof base !== "string") return undefined;
  return title.length <= limits.titleLength ? { title, base } : undefined;
}
