"use client";
/** What can be done with a whole session. */
import { Bookmark, Columns2, Copy, Ellipsis, RotateCcw, Undo2, UserRoundX } from "lucide-react";
import type { ListedSession } from "@/collab/history/versions";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "../ui/menu";
import { spanOf } from "./moments";
import type { HistoryPage } from "./use-history-page";

interface Props {
  readonly page: HistoryPage;
  readonly session: ListedSession;
}

export function SessionMenu({ page, session }: Props) {
  const { mayEdit, actions, onName, go, head } = page;
  const { from, to, authors, startedAt, endedAt } = session;
  const when = spanOf(startedAt, endedAt);
  return (
    <Menu>
      <MenuTrigger
        aria-label={`More about ${when}`}
        className="absolute top-1.5 right-1.5 rounded-md border bg-surface p-1 text-muted opacity-0 hover:text-ink focus-visible:opacity-100 group-hover/row:opacity-100 data-[state=open]:opacity-100 [@media(hover:none)]:opacity-100"
      >
        <Ellipsis aria-hidden className="size-4" />
      </MenuTrigger>
      <MenuContent>
        <MenuItem
          icon={<Columns2 aria-hidden />}
          disabled={to >= head}
          onSelect={() => go({ version: head, compare: to, view: "changes" })}
        >
          Compare with now
        </MenuItem>
        {mayEdit && (
          <>
            <MenuItem icon={<Bookmark aria-hidden />} onSelect={() => onName(to)}>
              Name its last version
            </MenuItem>
            <MenuItem
              icon={<RotateCcw aria-hidden />}
              disabled={to >= head}
              onSelect={() => actions.restore(to)}
            >
              {`Restore version ${to}`}
            </MenuItem>
          </>
        )}
        <MenuItem icon={<Copy aria-hidden />} onSelect={() => void actions.copyDocument(to)}>
          Copy to a new document
        </MenuItem>
        {mayEdit && (
          <>
            <MenuSeparator />
            <MenuItem
              icon={<Undo2 aria-hidden />}
              onSelect={() => actions.takeBack(from, to, `the session of ${when}`)}
            >
              Take back this session
            </MenuItem>
            {authors.slice(0, 5).map(({ id, name }) => (
              <MenuItem
                key={id}
                icon={<UserRoundX aria-hidden />}
                onSelect={() => actions.takeBackAuthor(id, name)}
              >
                {`Take back everything by ${name}`}
              </MenuItem>
            ))}
          </>
        )}
      </MenuContent>
    </Menu>
  );
}
