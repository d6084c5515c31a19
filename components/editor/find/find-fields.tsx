"use client";
/** The fields of the bar: what is looked for, how, and what it is replaced by. */
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import {
  ArrowDown,
  ArrowUp,
  CaseSensitive,
  ChevronDown,
  ChevronRight,
  WholeWord,
  X,
} from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { Button } from "../../ui/button";
import { Input } from "../../ui/input";
import { PlainTool } from "../tool-button";
import { closeFind, goTo, lookFor, openFind, replaceAll, replaceOne } from "./find-actions";
import type { FindQuery } from "./find-matches";
import { findState, withFind } from "./find-plugin";

/** Longer than anybody looks for, short enough to look fast. */
const longest = 200;
/** What is looked for is taken as it stands. */
const asTyped = { maxLength: longest, autoComplete: "off", spellCheck: false };

interface Props {
  readonly editor: Editor;
  readonly replacing: boolean;
}

export function FindFields({ editor, replacing }: Props) {
  const query = useEditorState({ editor, selector: () => findState(editor.state).query });
  const field = useRef<HTMLInputElement>(null);
  const [replacement, setReplacement] = useState("");
  // Whether the last thing that was done here, and can be undone, is words in a field.
  const wrote = useRef(false);
  const replace = (act: typeof replaceOne) => {
    act(editor, replacement);
    wrote.current = false;
  };
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const ask = (change: Partial<FindQuery>) => lookFor(editor, { ...query, ...change });
  return (
    <search
      id="find-bar"
      aria-label="Find and replace"
      onInput={() => {
        wrote.current = true;
      }}
      onKeyDown={(event) => {
        if (!wrote.current) undoInText(event, editor);
        onKey(event, editor, () => replace(replaceOne));
      }}
      className="absolute top-2 right-2 left-2 grid grid-cols-[auto_1fr] items-center gap-x-1.5 gap-y-1 rounded-xl border bg-surface p-1.5 shadow-lg sm:right-4 sm:left-auto sm:w-116 sm:grid-cols-[auto_1fr_auto] sm:gap-y-1.5"
    >
      <FoldButton editor={editor} replacing={replacing} />
      <Input
        ref={field}
        id="find-text"
        aria-label="Find"
        placeholder="Find"
        {...asTyped}
        value={query.text}
        onChange={(event) => ask({ text: event.target.value })}
        className="min-w-0"
      />
      {/* On a phone a line of their own, as wide as the bar. */}
      <div className="flex min-w-0 items-center gap-0.5 max-sm:col-span-2">
        <Count editor={editor} />
        <Choices query={query} ask={ask} />
        <PlainTool label="Previous" keys="Shift-Enter" onClick={() => goTo(editor, -1)}>
          <ArrowUp aria-hidden className="size-4" />
        </PlainTool>
        <PlainTool label="Next" keys="Enter" onClick={() => goTo(editor, 1)}>
          <ArrowDown aria-hidden className="size-4" />
        </PlainTool>
        <PlainTool label="Close" keys="Escape" onClick={() => closeFind(editor)}>
          <X aria-hidden className="size-4" />
        </PlainTool>
      </div>
      {replacing && (
        <div className="col-span-full flex gap-1.5 sm:col-span-2 sm:col-start-2">
          <Input
            id="find-replacement"
            aria-label="Replace with"
            placeholder="Replace with"
            {...asTyped}
            value={replacement}
            onChange={(event) => setReplacement(event.target.value)}
            className="min-w-0 flex-1"
          />
          <Button className="px-2.5" onClick={() => replace(replaceOne)}>
            Replace
          </Button>
          <Button className="px-2.5" onClick={() => replace(replaceEverything)}>
            Replace all
          </Button>
        </div>
      )}
    </search>
  );
}

function onKey(event: KeyboardEvent<HTMLElement>, editor: Editor, replace: () => void): void {
  const { target } = event;
  if (event.nativeEvent.isComposing) return;
  if (event.key === "Escape") closeFind(editor);
  if (event.key !== "Enter" || !(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  if (target.id === "find-text") goTo(editor, event.shiftKey ? -1 : 1);
  else replace();
}

/** What was replaced is taken back, or done again, without leaving the bar. */
function undoInText(event: KeyboardEvent<HTMLElement>, { commands }: Editor): void {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  const key = event.key.toLowerCase();
  if (!(ctrlKey || metaKey) || altKey || (key !== "z" && key !== "y")) return;
  event.preventDefault();
  if (key === "z" && !shiftKey) commands.undo();
  else commands.redo();
}

function replaceEverything(editor: Editor, replacement: string): void {
  const { length } = findState(editor.state).matches;
  const done = replaceAll(editor, replacement);
  const said = `${done.toLocaleString()} replaced.`;
  if (done < length) toast(`${said} Press it again for the ${length - done} that are left.`);
  else toast(said);
}

function FoldButton({ editor, replacing }: Props) {
  const editable = useEditorState({ editor, selector: () => editor.isEditable });
  if (!editable) return <span />;
  const Icon = replacing ? ChevronDown : ChevronRight;
  const toggle = () => {
    if (replacing) editor.view.dispatch(withFind(editor.state.tr, { open: "find" }));
    else openFind(editor, "replace");
  };
  return (
    <PlainTool
      label={replacing ? "Find only" : "Replace"}
      keys={replacing ? undefined : "Mod-Shift-h"}
      aria-expanded={replacing}
      onClick={toggle}
      className="my-0.5 min-w-6 px-0.5"
    >
      <Icon aria-hidden className="size-4" />
    </PlainTool>
  );
}

function Count({ editor }: { readonly editor: Editor }) {
  const { asked, count, current } = useEditorState({
    editor,
    selector: () => {
      const { query, matches, current } = findState(editor.state);
      return { asked: query.text !== "", count: matches.length, current };
    },
  });
  const said = count > 0 ? `${current + 1} of ${count}` : "No match";
  return (
    <output className="min-w-19 flex-1 shrink-0 px-1.5 text-center text-muted text-sm tabular-nums sm:flex-none">
      {asked ? said : ""}
    </output>
  );
}

interface ChoiceProps {
  readonly query: FindQuery;
  ask(change: Partial<FindQuery>): void;
}

function Choices({ query: { matchCase, wholeWord }, ask }: ChoiceProps) {
  return (
    <>
      <PlainTool
        label="Match case"
        aria-pressed={matchCase}
        onClick={() => ask({ matchCase: !matchCase })}
      >
        <CaseSensitive aria-hidden className="size-4.5" />
      </PlainTool>
      <PlainTool
        label="Whole words"
        aria-pressed={wholeWord}
        onClick={() => ask({ wholeWord: !wholeWord })}
      >
        <WholeWord aria-hidden className="size-4.5" />
      </PlainTool>
    </>
  );
}
