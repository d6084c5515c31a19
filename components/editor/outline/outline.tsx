"use client";
/** The outline beside the text, and the count of its words; on a narrow page both behind a button. */
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { List } from "lucide-react";
import { useState } from "react";
import { Popover, PopoverContent, PopoverTrigger } from "../../ui/popover";
import { type Heading, Headings } from "./headings";
import { OutlineList } from "./outline-list";
import type { TextCount } from "./text-count";
import { useTextCount } from "./use-text-count";

/** Where there is room for it beside the text; more is needed beside a wide one. */
const besideClass = "hidden xl:block group-data-[wide]/page:hidden min-[1720px]:block!";
const behindClass = "xl:hidden group-data-[wide]/page:block min-[1720px]:hidden!";

export function Outline({ editor }: { readonly editor: Editor }) {
  const [known] = useState(() => new Headings());
  const headings = useEditorState({
    editor,
    selector: () => known.of(editor.state.doc),
    equalityFn: Object.is,
  });
  return (
    <div className="no-print group-data-[focus]/page:hidden">
      {headings.length > 0 && (
        <nav
          aria-label="Outline"
          className={`fixed top-34 bottom-16 left-4 w-54 overflow-y-auto ${besideClass}`}
        >
          <OutlineList editor={editor} headings={headings} />
        </nav>
      )}
      <CountButton editor={editor} headings={headings} />
    </div>
  );
}

interface Props {
  readonly editor: Editor;
  readonly headings: readonly Heading[];
}

function CountButton({ editor, headings }: Props) {
  const [open, setOpen] = useState(false);
  const { all, selected } = useTextCount(editor);
  const words = (count: number) => (count === 1 ? "1 word" : `${count.toLocaleString()} words`);
  const short = selected
    ? `${selected.words.toLocaleString()} of ${words(all.words)}`
    : words(all.words);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label={`Outline and count: ${short}`}
        className="fixed bottom-[calc(var(--dock)+0.75rem)] left-3 z-20 flex h-8 items-center gap-1.5 rounded-lg border border-transparent bg-paper px-2 text-muted text-xs tabular-nums hover:bg-raised group-data-[wide]/page:border-line data-[state=open]:bg-raised max-xl:border-line max-xl:shadow-sm pointer-coarse:h-10 pointer-coarse:px-3"
      >
        <List aria-hidden className={`size-4 ${headings.length > 0 ? behindClass : "hidden"}`} />
        {short}
      </PopoverTrigger>
      <PopoverContent
        align="start"
        side="top"
        aria-label="Outline and count"
        className="w-72 max-w-[calc(100vw-1rem)]"
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        {headings.length > 0 && (
          <div className={behindClass}>
            <div className="mb-3 max-h-[50dvh] overflow-y-auto">
              <OutlineList editor={editor} headings={headings} onGo={() => setOpen(false)} />
            </div>
          </div>
        )}
        <table className="w-full tabular-nums">
          <thead className={selected ? "text-muted text-xs" : "sr-only"}>
            <tr>
              <th>
                <span className="sr-only">Count</span>
              </th>
              {selected && <th className="text-right font-normal">selected</th>}
              <th className="text-right font-normal">in all</th>
            </tr>
          </thead>
          <tbody>
            <Row label="Words" of="words" all={all} selected={selected} />
            <Row label="Characters" of="characters" all={all} selected={selected} />
          </tbody>
        </table>
      </PopoverContent>
    </Popover>
  );
}

interface RowProps {
  readonly label: string;
  readonly of: keyof TextCount;
  readonly all: TextCount;
  readonly selected: TextCount | undefined;
}

function Row({ label, of, all, selected }: RowProps) {
  return (
    <tr>
      <th scope="row" className="text-left font-normal text-muted">
        {label}
      </th>
      {selected && <td className="text-right">{selected[of].toLocaleString()}</td>}
      <td className="text-right">{all[of].toLocaleString()}</td>
    </tr>
  );
}
