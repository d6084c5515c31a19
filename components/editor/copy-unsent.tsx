"use client";
/** A way to keep what is not stored yet, should this device fail too. */
import type { DocumentSession } from "@/client/session/document-session";
import { Button } from "../ui/button";
import { copyText } from "../ui/copy-text";

export function CopyUnsent({ session }: { readonly session: DocumentSession }) {
  const copy = () => copyText(session.unsentText(), "Your changes are on the clipboard.");
  return (
    <Button size="sm" onClick={copy}>
      Copy my changes
    </Button>
  );
}
