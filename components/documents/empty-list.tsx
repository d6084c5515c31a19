/** A list with nothing in it says why, and what to do. */
import type { DocumentQuery } from "@/collab/backend";
import { Button } from "../ui/button";

interface Props {
  readonly view: DocumentQuery["view"];
  readonly searching: boolean;
  onCreate(): void;
}

export function EmptyList({ view, searching, onCreate }: Props) {
  return (
    <div className="mt-10 rounded-2xl border border-dashed px-6 py-14 text-center">
      <p className="font-medium">{headline(view, searching)}</p>
      <p className="mx-auto mt-1.5 max-w-sm text-muted text-sm">{advice(view, searching)}</p>
      {view === "all" && !searching && (
        <Button variant="primary" className="mx-auto mt-5" onClick={onCreate}>
          Write the first one
        </Button>
      )}
    </div>
  );
}

function headline(view: Props["view"], searching: boolean): string {
  if (searching) return "Nothing found";
  return { all: "No documents yet", starred: "No stars yet", trash: "The trash is empty" }[view];
}

function advice(view: Props["view"], searching: boolean): string {
  if (searching) return "Try another word: titles and texts are searched.";
  return {
    all: "Make one, drop a Markdown file here, or open a link that somebody gave you.",
    starred: "Star the documents you come back to, and find them here.",
    trash: "What you move to the trash can be restored from here.",
  }[view];
}
