"use client";
/** What can be done with the version that is shown. */
import {
  Bookmark,
  Columns2,
  Copy,
  Ellipsis,
  Link,
  ListChecks,
  RotateCcw,
  Undo2,
} from "lucide-react";
import { Button } from "../ui/button";
import { copyText } from "../ui/copy-text";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "../ui/menu";
import { addressOf } from "./place";
import type { HistoryPage } from "./use-history-page";

export function VersionMenu({ page }: { readonly page: HistoryPage }) {
  const { version, head, mayEdit, actions, choosing, comparing, onComparing, onName, stay } = page;
  const older = version < head;
  const chooseBlocks = () => {
    stay();
    choosing.begin();
  };
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="More">
          <Ellipsis aria-hidden className="size-4.5" />
        </Button>
      </MenuTrigger>
      <MenuContent>
        <div className="lg:hidden">
          <MenuItem icon={<Columns2 aria-hidden />} onSelect={() => onComparing(!comparing)}>
            {comparing ? "Stop comparing" : "Compare"}
          </MenuItem>
        </div>
        {mayEdit && (
          <>
            <MenuItem icon={<Bookmark aria-hidden />} onSelect={() => onName(version)}>
              Name this version
            </MenuItem>
            <MenuItem
              icon={<RotateCcw aria-hidden />}
              disabled={!older}
              onSelect={() => actions.restore(version)}
            >
              Restore this version
            </MenuItem>
          </>
        )}
        <MenuItem icon={<ListChecks aria-hidden />} onSelect={chooseBlocks}>
          {mayEdit ? "Restore or copy blocks" : "Copy blocks"}
        </MenuItem>
        {mayEdit && version > 0 && (
          <MenuItem
            icon={<Undo2 aria-hidden />}
            onSelect={() => actions.takeBack(version, version, `the change of version ${version}`)}
          >
            Take back this one change
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={<Copy aria-hidden />} onSelect={() => void actions.copyDocument(version)}>
          Copy to a new document
        </MenuItem>
        <MenuItem icon={<Link aria-hidden />} onSelect={() => void copyLink(page)}>
          Copy the link to this
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

/** The version by its number: "the newest" would be another one tomorrow. */
function copyLink({ documentId, place, version, base }: HistoryPage): Promise<void> {
  const compare = place.compare ?? (place.version === undefined ? base : undefined);
  const address = addressOf(documentId, { ...place, version, compare });
  return copyText(location.origin + address, "Link copied. It will always show this version.");
}
