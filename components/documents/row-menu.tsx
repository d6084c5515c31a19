"use client";
/** What can be done with a document from the list. */
import { Copy, Download, Ellipsis, History, Pencil, RotateCcw, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import type { DocumentSummary } from "@/collab/backend";
import { mayWrite } from "@/collab/people/roles";
import { Button } from "../ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "../ui/menu";
import { exportFormats } from "./export-formats";

interface Props {
  readonly document: DocumentSummary;
  onRename(): void;
  onDuplicate(): void;
  onTrash(): void;
}

export function RowMenu({ document, onRename, onDuplicate, onTrash }: Props) {
  const { id, title, role, trashed } = document;
  const mayEdit = mayWrite(role);
  const renaming = useRef(false);
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`More about ${title}`}>
          <Ellipsis aria-hidden className="size-4 text-muted" />
        </Button>
      </MenuTrigger>
      <MenuContent
        // An open menu keeps the focus, and gives it back when it closes: to the field, here.
        onCloseAutoFocus={(event) => {
          if (!renaming.current) return;
          renaming.current = false;
          event.preventDefault();
          onRename();
        }}
      >
        {!trashed && (
          <>
            {mayEdit && (
              <MenuItem
                icon={<Pencil aria-hidden />}
                onSelect={() => {
                  renaming.current = true;
                }}
              >
                Rename
              </MenuItem>
            )}
            <MenuItem icon={<Copy aria-hidden />} onSelect={onDuplicate}>
              Duplicate
            </MenuItem>
            <MenuItem asChild>
              <Link href={`/d/${id}/history`}>
                <History aria-hidden />
                Version history
              </Link>
            </MenuItem>
            <MenuSeparator />
          </>
        )}
        {exportFormats.map(([format, label]) => (
          <MenuItem key={format} asChild>
            <a href={`/api/documents/${id}/content?format=${format}&download=1`} download>
              <Download aria-hidden />
              Export as {label}
            </a>
          </MenuItem>
        ))}
        {role === "owner" && (
          <>
            <MenuSeparator />
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
