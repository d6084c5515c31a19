"use client";
/** After half a minute without an acknowledgement: say so, and offer a way to keep the text. */
import type { DocumentSession } from "@/client/session/document-session";
import { Button } from "../ui/button";
import { copyText } from "./copy-text";
import { Notice } from "./notices";
import { useSession } from "./use-document-session";

/** Long enough for a server to restart, short enough to lose little if this device fails too. */
const warnAfterMs = 30_000;

export function UnsavedBanner({ session }: { readonly session: DocumentSession | undefined }) {
  const late = useSession(session, ({ oldestPendingMs }) => (oldestPendingMs ?? 0) > warnAfterMs);
  if (!late || !session) return null;
  const copy = () => copyText(session.unsentText(), "Your changes are on the clipboard.");
  return (
    <Notice>
      Your last changes are not stored on the server yet. They are kept on this device and sent as
      soon as it answers.
      <Button size="sm" onClick={copy}>
        Copy my changes
      </Button>
    </Notice>
  );
}
