"use client";
/** What could not be merged stays with its author: to be put back, copied, or let go. */
import type { DocumentSession } from "@/client/session/document-session";
import { Button } from "../ui/button";
import { copyText } from "../ui/copy-text";
import { useSession } from "./use-document-session";

interface Props {
  readonly session: DocumentSession | undefined;
  /** There is where to put it back. */
  readonly writer: boolean;
}

export function UnmergedPanel({ session, writer }: Props) {
  const items = useSession(session, (snapshot) => snapshot.unmerged);
  if (!session || items.length === 0) return null;
  return (
    <aside
      aria-label="Could not be merged"
      aria-live="polite"
      className="no-print fixed right-4 bottom-[calc(var(--dock)+1rem)] left-4 z-30 max-sm:bottom-[calc(var(--dock)+4rem)] max-h-[45dvh] overflow-y-auto rounded-xl border border-warn bg-surface p-4 shadow-lg sm:left-auto sm:w-96"
    >
      <h2 className="font-semibold text-sm">Could not be merged</h2>
      <p className="text-muted text-sm">Nothing of it is lost. It is kept here on this device.</p>
      <ul className="mt-1 divide-y">
        {items.map(({ id, text, why }) => (
          <li key={id} className="py-3 last:pb-0">
            <p className="text-muted text-sm">{why}</p>
            <blockquote className="mt-1.5 max-h-40 overflow-y-auto whitespace-pre-wrap rounded-lg bg-raised px-3 py-2 text-sm">
              {text.trim()}
            </blockquote>
            <div className="mt-2 flex gap-2">
              {writer && (
                <Button
                  size="sm"
                  variant="primary"
                  // The caret stays where the text is to go.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => session.insertUnmerged(id)}
                >
                  Insert here
                </Button>
              )}
              <Button size="sm" onClick={() => copyText(text, "Copied.")}>
                Copy
              </Button>
              <Button size="sm" variant="ghost" onClick={() => session.dismissUnmerged(id)}>
                Dismiss
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </aside>
  );
}
