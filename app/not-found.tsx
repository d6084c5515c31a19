/** What is not there, or not shared. */
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center px-6">
      <h1 className="font-bold text-2xl tracking-tight">There is nothing here</h1>
      <p className="mt-2 text-muted">
        The document does not exist, is in its owner's trash, or was not shared with you. Ask
        whoever gave you the link.
      </p>
      <Link href="/" className={`${buttonClass("primary")} mt-6`}>
        My documents
      </Link>
    </main>
  );
}
