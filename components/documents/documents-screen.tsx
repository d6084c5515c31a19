"use client";
/** The list of my documents: find, sort, make, import. */
import { FilePlus2, Upload } from "lucide-react";
import { useRef } from "react";
import type { PublicUser } from "@/collab/protocol/server-messages";
import { PersonMenu } from "../people/person-menu";
import { Button } from "../ui/button";
import { DocumentList } from "./document-list";
import { ListControls } from "./list-controls";
import { type GivenList, useDocuments } from "./use-documents";
import { useFileDrop } from "./use-file-drop";
import { useListQuery } from "./use-list-query";
import { acceptedFiles, useNewDocuments } from "./use-new-documents";
import { useSearchKey } from "./use-search-key";

interface Props {
  readonly person: PublicUser;
  readonly given: GivenList;
}

export function DocumentsScreen({ person, given }: Props) {
  const { query, settled, change } = useListQuery();
  const documents = useDocuments(settled, given);
  const { busy, create, take } = useNewDocuments(documents.refresh);
  const dropping = useFileDrop(take);
  const searchField = useRef<HTMLInputElement>(null);
  useSearchKey(searchField);
  const chooser = useRef<HTMLInputElement>(null);
  const choose = () => chooser.current?.click();
  return (
    <div className="mx-auto max-w-4xl px-4 pb-24 sm:px-8">
      <header className="flex h-16 items-center justify-between gap-4">
        <span className="font-bold text-lg tracking-tight">Tandem</span>
        <PersonMenu person={person} />
      </header>
      <main>
        <div className="mt-4 flex flex-wrap items-center gap-2 sm:mt-6">
          <h1 className="mr-auto font-bold text-2xl tracking-tight">Documents</h1>
          <input
            ref={chooser}
            type="file"
            accept={acceptedFiles}
            multiple
            hidden
            onChange={(event) => {
              take([...(event.target.files ?? [])]);
              // The same file may be chosen again.
              event.target.value = "";
            }}
          />
          <Button disabled={busy} onClick={choose}>
            <Upload aria-hidden className="size-4" />
            Import
          </Button>
          <Button variant="primary" disabled={busy} onClick={create} aria-label="New document">
            <FilePlus2 aria-hidden className="size-4" />
            New<span className="-ml-1 max-sm:hidden">document</span>
          </Button>
        </div>
        <ListControls query={query} searchField={searchField} onChange={change} />
        <DocumentList
          query={settled}
          documents={documents}
          onCreate={create}
          onImport={choose}
          onClearSearch={() => {
            change({ search: "" });
            searchField.current?.focus();
          }}
        />
      </main>
      {dropping && (
        <div className="pointer-events-none fixed inset-3 z-50 flex items-center justify-center rounded-2xl border-2 border-accent border-dashed bg-accent-soft/90 p-6 text-center font-medium">
          Drop Markdown, text, HTML or Word files to import them
        </div>
      )}
    </div>
  );
}
