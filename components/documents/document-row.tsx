"use client";
/** One document in the list: opened by its title, with what can be done to it. */
import { Star } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import type { DocumentSummary } from "@/collab/backend";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { PeopleInIt } from "./people-in-it";
import { RenameField } from "./rename-field";
import { RowMenu } from "./row-menu";
import type { DocumentActions } from "./use-document-actions";

interface Props {
  readonly document: DocumentSummary;
  readonly actions: DocumentActions;
}

export function DocumentRow({ document, actions }: Props) {
  const { id, title, starred, updatedAt, updatedByName, present } = document;
  const [renaming, setRenaming] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  const renamed = (next: string | undefined) => {
    setRenaming(false);
    if (next !== undefined) actions.rename(document, next);
    focusOnceLost(() => link.current);
  };
  const trash = () => {
    const row = link.current?.closest("li");
    const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
    actions.trash(document);
    focusOnceLost(() => neighbour?.querySelector("a"));
  };
  return (
    <li className="relative -mx-2 flex min-h-15 items-center gap-1 rounded-lg px-2 py-2 hover:bg-raised/60 sm:gap-2">
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Star ${title}`}
        aria-pressed={starred}
        onClick={() => actions.star(document)}
        className="-ml-2.5 relative z-10"
      >
        <Star
          aria-hidden
          className={`size-4 ${starred ? "fill-current text-warn" : "text-muted"}`}
        />
      </Button>
      <div className="min-w-0 flex-1">
        {renaming ? (
          <RenameField title={title} onDone={renamed} />
        ) : (
          <Link
            ref={link}
            href={`/d/${id}`}
            prefetch={false}
            // The whole row opens the document; what else can be done lies above.
            className="block truncate rounded font-medium after:absolute after:inset-0 after:rounded-lg"
          >
            {title}
          </Link>
        )}
        {!renaming && (
          <p className="truncate text-muted text-sm">
            {updatedByName ? `${updatedByName}, ` : ""}
            <RelativeTime at={updatedAt} />
          </p>
        )}
      </div>
      <div className="-mr-2.5 relative z-10 flex items-center gap-1">
        {present.length > 0 && <PeopleInIt people={present} />}
        <RowMenu
          document={document}
          onRename={() => setRenaming(true)}
          onDuplicate={() => actions.duplicate(document)}
          onTrash={trash}
        />
      </div>
    </li>
  );
}

/** For the keyboard to go on from: whoever left by clicking elsewhere stays there. */
function focusOnceLost(next: () => HTMLElement | null | undefined): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) next()?.focus();
  });
}
