/** In the place of a version that can't be shown: why, and where to go. */
import { FileClock } from "lucide-react";
import { EmptyState } from "../ui/empty-state";

export function Unreadable({ why }: { readonly why: string }) {
  return (
    <EmptyState
      role="alert"
      icon={<FileClock aria-hidden className="size-5 text-muted" />}
      title={why}
    >
      Pick another version from the list, or go back to the document.
    </EmptyState>
  );
}
