"use client";
/** When changes are not acknowledged: say so, and why if it is known, and offer a way to keep the text. */
import type { DocumentSession } from "@/client/session/document-session";
import { CopyUnsent } from "./copy-unsent";
import { Notice } from "./notices";
import { needsBanner } from "./state-words";
import { useSession } from "./use-document-session";

export function UnsavedBanner({ session }: { readonly session: DocumentSession | undefined }) {
  const late = useSession(session, needsBanner);
  const trouble = useSession(session, (snapshot) => snapshot.trouble);
  if (!late || !session) return null;
  return (
    <Notice>
      {trouble ?? "Your last changes are not stored on the server yet."} What you wrote is kept on
      this device and sent as soon as it can be.
      <CopyUnsent session={session} />
    </Notice>
  );
}
