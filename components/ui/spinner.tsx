/** Something takes a moment; the label is for who cannot see it turn. */
import { LoaderCircle } from "lucide-react";

export function Spinner({ label }: { readonly label: string }) {
  return (
    <span role="status" className="inline-flex text-muted">
      <LoaderCircle aria-hidden className="size-5 animate-spin" />
      <span className="sr-only">{label}</span>
    </span>
  );
}
