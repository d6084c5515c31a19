"use client";
/** On the page of a document that is not there: what this device still keeps of it. */
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "../ui/button";
import { copyText } from "../ui/copy-text";

export function KeptChanges({ userId }: { readonly userId: string }) {
  const documentId = /^\/d\/([^/]+)/.exec(usePathname())?.[1];
  const [text, setText] = useState("");
  useEffect(() => {
    if (documentId === undefined) return;
    import("@/client/session/kept-text")
      .then(({ keptText }) => keptText(documentId, userId))
      // A browser that keeps nothing has nothing to offer.
      .then(setText, () => {});
  }, [documentId, userId]);
  if (text === "") return null;
  return (
    <div role="status" className="rounded-lg border bg-surface p-4">
      <p className="mb-3">
        This device keeps what you wrote in it and what could not be stored. It is sent when the
        document can be opened again.
      </p>
      <Button size="sm" onClick={() => void copyText(text, "Your changes are on the clipboard.")}>
        Copy my changes
      </Button>
    </div>
  );
}
