"use client";
/** The list of my documents: find, sort, make, import. */
import { FilePlus2, Search, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useDeferredValue, useEffect, useRef, useState } from "react";
import type { DocumentQuery, DocumentSummary } from "@/collab/backend";
import type { PublicUser } from "@/collab/protocol/server-messages";
import { Button } from "../ui/button";
import { call, listDocuments } from "./api";
import { DocumentRow } from "./document-row";
import { EmptyList } from "./empty-list";
import { acceptedFiles, importFile } from "./import-file";
import { PersonMenu } from "./person-menu";
import { useFileDrop } from "./use-file-drop";

const pageSize = 50;
const views = [
  ["all", "All"],
  ["starred", "Starred"],
  ["trash", "Trash"],
] as const;

interface Props {
  readonly person: PublicUser;
  readonly initial: readonly DocumentSummary[];
}

export function DocumentsScreen({ person, initial }: Props) {
  const router = useRouter();
  const [documents, setDocuments] = useState(initial);
  const [more, setMore] = useState(initial.length === pageSize);
  const [view, setView] = useState<DocumentQuery["view"]>("all");
  const [sort, setSort] = useState<DocumentQuery["sort"]>("updated");
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search);
  const chooser = useRef<HTMLInputElement>(null);

  const load = useCallback(
    async (offset = 0) => {
      const page = await listDocuments({ view, sort, search: wanted, offset, limit: pageSize });
      if (!page) return;
      setDocuments((before) => (offset === 0 ? page : [...before, ...page]));
      setMore(page.length === pageSize);
    },
    [view, sort, wanted],
  );
  useEffect(() => {
    void load();
    const refresh = () => void load();
    window.addEventListener("focus", refresh);
    return () => window.removeEventListener("focus", refresh);
  }, [load]);

  const create = async () => {
    const made = await call<{ id: string }>("/api/documents", "POST", {});
    if (made) router.push(`/d/${made.id}`);
  };
  const take = async (files: readonly File[]) => {
    const made = [];
    for (const file of files) made.push(await importFile(file));
    const [only] = made;
    if (made.length === 1 && only) router.push(`/d/${only}`);
    else void load();
  };
  const dropping = useFileDrop(take);

  return (
    <div className="mx-auto max-w-4xl px-4 pb-24 sm:px-8">
      <header className="flex h-16 items-center justify-between">
        <span className="font-bold text-lg tracking-tight">Tandem</span>
        <PersonMenu person={person} />
      </header>
      <main>
        <div className="mt-6 flex flex-wrap items-center gap-2">
          <h1 className="mr-auto font-bold text-2xl tracking-tight">Documents</h1>
          <input
            ref={chooser}
            type="file"
            accept={acceptedFiles}
            multiple
            hidden
            onChange={(event) => void take([...(event.target.files ?? [])])}
          />
          <Button onClick={() => chooser.current?.click()}>
            <Upload aria-hidden className="size-4" />
            Import
          </Button>
          <Button variant="primary" onClick={create}>
            <FilePlus2 aria-hidden className="size-4" />
            New document
          </Button>
        </div>
        <div className="mt-5 flex flex-wrap items-center gap-2">
          <div className="relative min-w-52 flex-1">
            <Search
              aria-hidden
              className="-translate-y-1/2 absolute top-1/2 left-3 size-4 text-muted"
            />
            <input
              type="search"
              aria-label="Search documents"
              placeholder="Search titles and text"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              className="h-9 w-full rounded-lg border bg-surface pr-3 pl-9 text-sm placeholder:text-muted"
            />
          </div>
          <fieldset className="flex rounded-lg border bg-surface p-0.5">
            <legend className="sr-only">Show</legend>
            {views.map(([value, label]) => (
              <button
                key={value}
                type="button"
                aria-pressed={view === value}
                onClick={() => setView(value)}
                className={`h-8 rounded-md px-3 text-sm ${view === value ? "bg-raised font-medium" : "text-muted"}`}
              >
                {label}
              </button>
            ))}
          </fieldset>
          <select
            aria-label="Sort by"
            value={sort}
            onChange={(event) => setSort(event.target.value as DocumentQuery["sort"])}
            className="h-9 rounded-lg border bg-surface px-2 text-sm"
          >
            <option value="updated">Last edited</option>
            <option value="created">Newest</option>
            <option value="title">Title</option>
          </select>
        </div>
        {documents.length === 0 ? (
          <EmptyList view={view} searching={wanted !== ""} onCreate={create} />
        ) : (
          <ul className="mt-4 divide-y border-y">
            {documents.map((document) => (
              <DocumentRow key={document.id} document={document} onChanged={() => void load()} />
            ))}
          </ul>
        )}
        {more && (
          <Button className="mx-auto mt-6 flex" onClick={() => void load(documents.length)}>
            Load more
          </Button>
        )}
      </main>
      {dropping && (
        <div className="pointer-events-none fixed inset-3 z-50 flex items-center justify-center rounded-2xl border-2 border-accent border-dashed bg-accent-soft/90 font-medium">
          Drop Markdown or text files to import them
        </div>
      )}
    </div>
  );
}
