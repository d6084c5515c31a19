/** What is not there, or not shared. */
import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { MessagePage } from "@/components/ui/message-page";

export const metadata: Metadata = { title: "Nothing here" };

export default function NotFound() {
  const action = (
    <Link href="/" className={buttonClass("primary")}>
      My documents
    </Link>
  );
  return (
    <MessagePage title="There is nothing here" action={action}>
      The document does not exist, is in its owner's trash, or was not shared with you. Ask whoever
      gave you the link.
    </MessagePage>
  );
}
