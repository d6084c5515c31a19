/** What is not there, or not shared. */
import type { Metadata } from "next";
import Link from "next/link";
import { KeptChanges } from "@/components/editor/kept-changes";
import { buttonClass } from "@/components/ui/button";
import { MessagePage } from "@/components/ui/message-page";
import { asking } from "./asking";

export const metadata: Metadata = { title: "Nothing here" };

export default async function NotFound() {
  const action = (
    <div className="flex flex-col items-start gap-6">
      <KeptChanges userId={await asking()} />
      <Link href="/" className={buttonClass("primary")}>
        My documents
      </Link>
    </div>
  );
  return (
    <MessagePage title="There is nothing here" action={action}>
      The document does not exist, is in its owner's trash, or was not shared with you. Ask whoever
      gave you the link.
    </MessagePage>
  );
}
