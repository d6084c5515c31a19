"use client";
/** After half a minute without an acknowledgement: say so, and offer a way to keep the text. */
import { toast } from "sonner";
import type { DocumentSession } from "@/client/session/document-session";
import { useSession } from "./use-document-session";
import { Button } from "../ui/button";

const warnAfterMs = 30_000;

export function UnsavedBanner({ session }: { readonly session: DocumentSession | undefined }) {
  const late = useSession(session, ({ oldestPendingMs }) => (oldestPendingMs ?? 0) > warnAfterMs);
  if (!late || !session) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(session.unsentText());
    toast.success("Your changes are on the clipboard.");
  };
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-center gap-3 border-b bg-warn-soft px-4 py-2 text-sm text-warn"
    >
      Your last changes are not stored on the server yet. They are kept on this device and sent as
      soon as it answers.
      <Button size="sm" onClick={copy}>
        Copy my changes
      </Button>
    </div>
  );
}
