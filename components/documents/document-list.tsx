"use client";
/** The rows, or what is to be said instead: nothing there, still loading, not to be had. */
import { CloudOff } from "lucide-react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Spinner } from "../ui/spinner";
import { DocumentRow } from "./document-row";
import { EmptyList } from "./empty-list";
import type { ListQuery } from "./list-query";
import { useDocumentActions } from "./use-document-actions";
import type { Documents } from "./use-documents";

interface Props {
  readonly query: ListQuery;
  readonly documents: Documents;
  onCreate(): void;
  onImport(): void;
  onClearSearch(): void;
}

export function DocumentList({ query, documents: list, ...rest }: Props) {
  const { documents, more, loading, problem } = list;
  const actions = useDocumentActions(list);
  const again = <Button onClick={list.refresh}>Try again</Button>;
  if (documents.length === 0 && loading === "failed") {
    return (
      <EmptyState
        role="alert"
        icon={<CloudOff aria-hidden className="size-5 text-muted" />}
        title="The list could not be loaded"
        actions={again}
      >
        {problem}
      </EmptyState>
    );
  }
  if (documents.length === 0 && loading === "loading") {
    return (
      <div className="flex justify-center py-20">
        <Spinner label="Loading documents" />
      </div>
    );
  }
  if (documents.length === 0) return <EmptyList query={query} {...rest} />;
  return (
    <>
      {loading === "failed" && (
        <div
          role="alert"
          className="mt-4 flex flex-wrap items-center gap-3 rounded-lg bg-warn-soft px-4 py-2.5 text-sm"
        >
          <p className="mr-auto">This list may be old. {problem}</p>
          {again}
        </div>
      )}
      <ul
        aria-label="Documents"
        aria-busy={loading === "loading"}
        className={`mt-4 border-t pt-2 transition-opacity ${loading === "loading" ? "opacity-60 delay-150" : ""}`}
      >
        {documents.map((document) => (
          <DocumentRow key={document.id} document={document} actions={actions} />
        ))}
      </ul>
      {more && (
        <Button
          className="mx-auto mt-6 flex"
          disabled={loading === "loading more"}
          onClick={list.loadMore}
        >
          {loading === "loading more" ? "Loading…" : "Load more"}
        </Button>
      )}
    </>
  );
}
