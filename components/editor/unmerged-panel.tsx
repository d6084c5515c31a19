"use client";
/** What could not be merged stays with its author: to be put back, copied, or let go. */
import { toast } from "sonner";
import type { DocumentSession } from "@/client/session/document-session";
import { Button } from "../ui/button";
import { useSession } from "./use-document-session";

export function UnmergedPanel({ session }: { readonly session: DocumentSession | undefined }) {
  const items = useSession(session, (snapshot) => snapshot.unmerged);
  if (!session || items.length === 0) return null;
  return (
    <section aria-label="Could not be merged" className="mt-10 rounded-xl border bg-surface p-4">
      <h2 className="font-semibold text-sm">Could not be merged</h2>
      <ul className="mt-2 divide-y">
        {items.map(({ id, text, why }) => (
          <li key={id} className="py-3">
            <p className="text-muted text-sm">{why}</p>
            <p className="mt-1 whitespace-pre-wrap">{text}</p>
            <div className="mt-2 flex gap-2">
              <Button size="sm" onClick={() => session.insertUnmerged(id)}>
                Insert here
              </Button>
              <Button
                size="sm"
                onClick={() => {
                  void navigator.clipboard.writeText(text);
                  toast.success("Copied.");
                }}
              >
                Copy
              </Button>
              <Button size="sm" variant="ghost" onClick={() => session.dismissUnmerged(id)}>
                Dismiss
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
