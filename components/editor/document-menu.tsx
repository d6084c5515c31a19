"use client";
/** What else can be done with a document: take it out, copy it, print it, put it away. */
import {
  Copy,
  Download,
  Ellipsis,
  Keyboard,
  Moon,
  MoveHorizontal,
  Printer,
  Sun,
  Trash2,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { Button } from "../ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "../ui/menu";
import { ShortcutSheet } from "./shortcut-sheet";

const formats = [
  ["markdown", "Markdown"],
  ["html", "HTML"],
  ["text", "plain text"],
  ["json", "JSON"],
] as const;

interface Props {
  readonly documentId: string;
  readonly title: string;
  readonly wide: boolean;
  onWide(): void;
}

export function DocumentMenu({ documentId, wide, onWide }: Props) {
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();
  const [shortcuts, setShortcuts] = useState(false);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key !== "/" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setShortcuts(true);
    };
    window.addEventListener("keydown", open);
    return () => window.removeEventListener("keydown", open);
  }, []);
  const act = async (path: string, method: string, then: (answer: { id: string }) => void) => {
    const answer = await fetch(`/api/documents/${documentId}${path}`, { method }).catch(() => null);
    const body = await answer?.json().catch(() => null);
    if (answer?.ok) then(body);
    else toast.error(body?.error?.message ?? "The server does not answer. Try again in a moment.");
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
          {formats.map(([format, label]) => (
            <MenuItem key={format} asChild>
              <a href={`/api/documents/${documentId}/content?format=${format}&download=1`}>
                <Download aria-hidden />
                Download as {label}
              </a>
            </MenuItem>
          ))}
          <MenuItem icon={<Printer aria-hidden />} onSelect={() => window.print()}>
            Print
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<MoveHorizontal aria-hidden />} onSelect={onWide}>
            {wide ? "Reading width" : "Full width"}
          </MenuItem>
          <MenuItem
            icon={resolvedTheme === "dark" ? <Sun aria-hidden /> : <Moon aria-hidden />}
            onSelect={() => setTheme(resolvedTheme === "dark" ? "light" : "dark")}
          >
            {resolvedTheme === "dark" ? "Light" : "Dark"}
          </MenuItem>
          <MenuItem icon={<Keyboard aria-hidden />} onSelect={() => setShortcuts(true)}>
            Keyboard shortcuts
          </MenuItem>
          <MenuSeparator />
          <MenuItem
            icon={<Copy aria-hidden />}
            onSelect={() => act("/duplicate", "POST", ({ id }) => router.push(`/d/${id}`))}
          >
            Duplicate
          </MenuItem>
          <MenuItem
            icon={<Trash2 aria-hidden />}
            onSelect={() => act("", "DELETE", () => router.push("/"))}
          >
            Move to trash
          </MenuItem>
        </MenuContent>
      </Menu>
      <ShortcutSheet open={shortcuts} onOpenChange={setShortcuts} />
    </>
  );
}
