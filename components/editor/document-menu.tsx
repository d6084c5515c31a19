"use client";
/** What else can be done with a document: take it out, copy it, print it, put it away. */
import {
  Copy,
  Download,
  Ellipsis,
  Focus,
  Keyboard,
  MoveHorizontal,
  Printer,
  Trash2,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";
import { toast } from "sonner";
import { request } from "@/client/request";
import { exportFormats } from "../documents/export-formats";
import { Button } from "../ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "../ui/menu";
import { ThemeItems } from "../ui/theme-items";

/** Comes when it is asked for: it knows the keys of the whole editor. */
const ShortcutSheet = lazy(async () => ({
  default: (await import("./shortcut-sheet")).ShortcutSheet,
}));

interface Props {
  readonly documentId: string;
  readonly owner: boolean;
  readonly wide: boolean;
  onWide(): void;
  readonly focus: boolean;
  onFocus(): void;
}

export function DocumentMenu({ documentId, owner, wide, onWide, focus, onFocus }: Props) {
  const router = useRouter();
  const [shortcuts, setShortcuts] = useState(false);
  useSheetKey(() => setShortcuts((open) => !open));
  const path = `/api/documents/${documentId}`;
  const duplicate = async () => {
    const answer = await request<{ id: string }>(`${path}/duplicate`, { method: "POST" });
    if (!answer.ok) toast.error(answer.message);
    else router.push(`/d/${answer.value.id}`);
  };
  const moveToTrash = async () => {
    const answer = await request(path, { method: "DELETE" });
    if (!answer.ok) return toast.error(answer.message);
    toast.success("Moved to the trash.");
    router.push("/");
  };
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label="More">
            <Ellipsis aria-hidden className="size-4.5" />
          </Button>
        </MenuTrigger>
        <MenuContent>
          {exportFormats.map(([format, label]) => (
            <MenuItem
              key={format}
              icon={<Download aria-hidden />}
              onSelect={() => download(`${path}/content?format=${format}&download=1`)}
            >
              Download as {label}
            </MenuItem>
          ))}
          {/* Once the menu is gone from the page, or it would be printed. */}
          <MenuItem icon={<Printer aria-hidden />} onSelect={() => setTimeout(() => print(), 50)}>
            Print
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<MoveHorizontal aria-hidden />} onSelect={onWide}>
            {wide ? "Reading width" : "Full width"}
          </MenuItem>
          <MenuItem icon={<Focus aria-hidden />} onSelect={onFocus}>
            {focus ? "Leave focus" : "Focus mode"}
          </MenuItem>
          <MenuItem icon={<Keyboard aria-hidden />} onSelect={() => setShortcuts(true)}>
            Keyboard shortcuts
          </MenuItem>
          <MenuSeparator />
          <ThemeItems />
          <MenuSeparator />
          <MenuItem icon={<Copy aria-hidden />} onSelect={duplicate}>
            Duplicate
          </MenuItem>
          {owner && (
            <MenuItem icon={<Trash2 aria-hidden />} onSelect={moveToTrash}>
              Move to trash
            </MenuItem>
          )}
        </MenuContent>
      </Menu>
      {shortcuts && (
        <Suspense>
          <ShortcutSheet open onOpenChange={setShortcuts} />
        </Suspense>
      )}
    </>
  );
}

function download(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}

function useSheetKey(toggle: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== "/" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      toggle();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
}
