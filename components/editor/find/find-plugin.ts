/** What is looked for in an editor and where it was found, kept right while anybody types. */
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { Finder, type FindQuery, type Match } from "./find-matches";

export interface FindState {
  /** Which fields the bar shows; null while there is no bar. */
  readonly open: "find" | "replace" | null;
  readonly query: FindQuery;
  readonly matches: readonly Match[];
  /** The match somebody is at, as an index; -1 when there is none. */
  readonly current: number;
}

type Action =
  | { readonly open: FindState["open"]; readonly text?: string }
  | { readonly query: FindQuery }
  /** Goes to the first match from there on. */
  | { readonly at: number };

interface PluginState extends FindState {
  readonly finder: Finder;
  /** Where the search goes on from: a place in the text, which moves with it. */
  readonly at: number;
  readonly decorations: DecorationSet;
}

const key = new PluginKey<PluginState>("find");

/** Each is an element on the page: a letter looked for in a book must not make fifty thousand. */
const drawnAtMost = 1000;

const noQuery: FindQuery = { text: "", matchCase: false, wholeWord: false };

const closed: PluginState = {
  open: null,
  query: noQuery,
  matches: [],
  current: -1,
  finder: new Finder(noQuery),
  at: 0,
  decorations: DecorationSet.empty,
};

export function findPlugin(): Plugin<PluginState> {
  return new Plugin<PluginState>({
    key,
    state: {
      init: () => closed,
      apply(tr, find) {
        const action: Action | undefined = tr.getMeta(key);
        const moved = tr.docChanged ? { ...find, at: tr.mapping.map(find.at) } : find;
        if (action) return searched(acted(moved, action, tr), tr);
        return tr.docChanged && find.open ? searched(moved, tr) : moved;
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  });
}

export function findState(state: EditorState): FindState {
  return key.getState(state) ?? closed;
}

/** `tr` as one that opens, closes, asks for something else, or goes to another match. */
export function withFind(tr: Transaction, action: Action): Transaction {
  return tr.setMeta(key, action);
}

function acted(find: PluginState, action: Action, { selection }: Transaction): PluginState {
  if ("at" in action) return { ...find, at: action.at };
  if ("query" in action) {
    return { ...find, query: action.query, finder: new Finder(action.query) };
  }
  const { open, text = find.query.text } = action;
  if (!open) return { ...closed, query: find.query, finder: find.finder };
  const query = { ...find.query, text };
  const at = find.open ? find.at : selection.from;
  return { ...find, open, query, at, finder: new Finder(query) };
}

function searched(find: PluginState, { doc }: Transaction): PluginState {
  if (!find.open) return find;
  const matches = find.finder.matches(doc);
  const next = matches.findIndex(({ from }) => from >= find.at);
  const current = next < 0 && matches.length > 0 ? 0 : next;
  const first = Math.max(0, current - drawnAtMost / 2);
  const drawn = matches.slice(first, first + drawnAtMost).map(({ from, to }, index) => {
    const is = first + index === current ? "find-match find-current" : "find-match";
    return Decoration.inline(from, to, { class: is });
  });
  return { ...find, matches, current, decorations: DecorationSet.create(doc, drawn) };
}
