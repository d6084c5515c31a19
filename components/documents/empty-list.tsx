/** A list with nothing in it says why, and what to do. */
import { FileText, SearchX, Star, Trash2 } from "lucide-react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import type { ListQuery } from "./list-query";

interface Props {
  readonly query: ListQuery;
  onCreate(): void;
  onImport(): void;
  onClearSearch(): void;
}

export function EmptyList({ query: { view, search }, onCreate, onImport, onClearSearch }: Props) {
  if (search !== "") {
    return (
      <EmptyState
        role="status"
        icon={<SearchX aria-hidden className="size-5 text-muted" />}
        title={`Nothing found for “${search}”`}
        actions={<Button onClick={onClearSearch}>Clear the search</Button>}
      >
        Titles and texts of your {view === "trash" ? "trash" : "documents"} were searched. Try
        another word, or fewer.
      </EmptyState>
    );
  }
  switch (view) {
    case "all":
      return (
        <EmptyState
          icon={<FileText aria-hidden className="size-5 text-muted" />}
          title="Nothing here yet"
          actions={
            <>
              <Button variant="primary" onClick={onCreate}>
                Write the first document
              </Button>
              <Button onClick={onImport}>Import a file</Button>
            </>
          }
        >
          Start one, drop a Markdown, text, HTML or Word file on this page, or open a link that
          somebody gave you: it will be listed here.
        </EmptyState>
      );
    case "starred":
      return (
        <EmptyState icon={<Star aria-hidden className="size-5 text-muted" />} title="No stars yet">
          Star the documents you come back to, and find them here.
        </EmptyState>
      );
    case "trash":
      return (
        <EmptyState
          icon={<Trash2 aria-hidden className="size-5 text-muted" />}
          title="The trash is empty"
        >
          What you move to the trash can be restored from here.
        </EmptyState>
      );
  }
}
