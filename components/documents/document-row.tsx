"use client";
/** One document in the list: opened by its title, with what can be done to it. */
import { Copy, Download, Ellipsis, Pencil, RotateCcw, Star, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { DocumentSummary } from "@/collab/backend";
import { limits } from "@/collab/protocol/limits";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "../ui/menu";
import { RelativeTime } from "../ui/relative-time";
import { call } from "./api";

interface Props {
  readonly document: DocumentSummary;
  onChanged(): void;
}

export function DocumentRow({ document, onChanged }: Props) {
  const { id, title, starred, updatedAt, updatedByName, present, trashed } = document;
  const [renaming, setRenaming] = useState(false);
  const patch = async (body: object) => {
    await call(`/api/documents/${id}`, "PATCH", body);
    onChanged();
  };
  return (
    <li className="group flex items-center gap-2 py-2.5">
      <Button
        variant="ghost"
        size="icon"
        aria-label={starred ? `Unstar ${title}` : `Star ${title}`}
        aria-pressed={starred}
        onClick={() => void patch({ starred: !starred })}
      >
        <Star
          aria-hidden
          className={`size-4 ${starred ? "fill-current text-warn" : "text-muted"}`}
        />
      </Button>
      <div className="min-w-0 flex-1">
        {renaming ? (
          <RenameField
            title={title}
            onDone={(next) => {
              setRenaming(false);
              if (next !== undefined && next !== title) void patch({ title: next });
            }}
          />
        ) : (
          <Link href={`/d/${id}`} className="block truncate rounded font-medium hover:underline">
            {title}
          </Link>
        )}
        <p className="truncate text-muted text-sm">
          {updatedByName ? `${updatedByName}, ` : ""}
          <RelativeTime at={updatedAt} />
        </p>
      </div>
      {present.length > 0 && (
        <ul aria-label="In it now" className="flex -space-x-1.5">
          {present.slice(0, 4).map((person) => (
            <li key={person.id}>
              <Avatar name={person.name} color={person.color} size={24} />
            </li>
          ))}
        </ul>
      )}
      <RowMenu
        document={document}
        onRename={() => setRenaming(true)}
        onTrash={() => void patch({ trashed: !trashed })}
        onChanged={onChanged}
      />
    </li>
  );
}

function RowMenu({
  document: { id, title, role, trashed },
  onRename,
  onTrash,
  onChanged,
}: Props & { onRename(): void; onTrash(): void }) {
  const duplicate = async () => {
    await call(`/api/documents/${id}/duplicate`, "POST", {});
    onChanged();
  };
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`More about ${title}`}>
          <Ellipsis aria-hidden className="size-4 text-muted" />
        </Button>
      </MenuTrigger>
      <MenuContent>
        {!trashed && (
          <>
            <MenuItem icon={<Pencil aria-hidden />} onSelect={onRename}>
              Rename
            </MenuItem>
            <MenuItem icon={<Copy aria-hidden />} onSelect={duplicate}>
              Duplicate
            </MenuItem>
            <MenuItem asChild>
              <a href={`/api/documents/${id}/content?format=markdown&download=1`}>
                <Download aria-hidden />
                Download as Markdown
              </a>
            </MenuItem>
          </>
        )}
        {role === "owner" && (
          <>
            {!trashed && <MenuSeparator />}
            <MenuItem
              icon={trashed ? <RotateCcw aria-hidden /> : <Trash2 aria-hidden />}
              onSelect={onTrash}
            >
              {trashed ? "Restore" : "Move to trash"}
            </MenuItem>
          </>
        )}
      </MenuContent>
    </Menu>
  );
}

function RenameField({
  title,
  onDone,
}: {
  readonly title: string;
  onDone(title: string | undefined): void;
}) {
  const [value, setValue] = useState(title);
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to rename
      autoFocus
      aria-label={`New title of ${title}`}
      value={value}
      maxLength={limits.titleLength}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setValue(event.target.value)}
      onBlur={() => onDone(value.trim() || undefined)}
      onKeyDown={(event) => {
        if (event.key === "Enter") onDone(value.trim() || undefined);
        if (event.key === "Escape") onDone(undefined);
      }}
      className="w-full rounded border bg-surface px-1.5 font-medium"
    />
  );
}
