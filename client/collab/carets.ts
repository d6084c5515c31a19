/**
 * The others' carets and selections, as decorations which move with the text they stand in. What
 * came for a version I have not reached yet waits for it.
 */
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Mapping, type StepMap } from "@tiptap/pm/transform";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { Presence, PublicUser } from "@/collab/protocol/server-messages";
import type { RemotePresence } from "../session/remote-presence";
import { collabState } from "./collab-plugin";

/** Maps of the last versions, for positions that come from somebody who is behind. */
const keptVersions = 200;

interface Caret {
  readonly user: PublicUser;
  readonly anchor: number;
  readonly head: number;
}

interface CaretsState {
  readonly carets: ReadonlyMap<string, Caret>;
  readonly waiting: readonly Presence[];
  /** The maps that led to each of the last versions, in my own positions. */
  readonly passed: readonly { readonly version: number; readonly maps: readonly StepMap[] }[];
  readonly decorations: DecorationSet;
}

interface News {
  readonly users: readonly Presence[];
  readonly left: readonly string[];
}

const key = new PluginKey<CaretsState>("tandem-carets");

export function caretsPlugin(presence: RemotePresence): Plugin<CaretsState> {
  return new Plugin<CaretsState>({
    key,
    state: {
      init: () => ({
        carets: new Map(),
        waiting: [],
        passed: [],
        decorations: DecorationSet.empty,
      }),
      apply: next,
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
    view(view) {
      const tell = (users: readonly Presence[], left: readonly string[]) =>
        view.dispatch(view.state.tr.setMeta(key, { users, left }).setMeta("addToHistory", false));
      const stop = presence.onChange(tell);
      // What was known before the editor was there.
      const first = setTimeout(() => tell(presence.positions, []));
      return {
        destroy() {
          stop();
          clearTimeout(first);
        },
      };
    },
  });
}

/** Where a session's caret is now, in positions of this editor. */
export function caretPosition(state: EditorState, sessionId: string): number | undefined {
  return key.getState(state)?.carets.get(sessionId)?.head;
}

function next(
  tr: Transaction,
  old: CaretsState,
  before: EditorState,
  state: EditorState,
): CaretsState {
  const news: News | undefined = tr.getMeta(key);
  if (!news && !tr.docChanged) return old;
  const passed = passedBy(tr, old, before, state);
  const carets = new Map<string, Caret>();
  for (const [sessionId, caret] of old.carets) {
    if (news?.left.includes(sessionId)) continue;
    const anchor = tr.mapping.map(caret.anchor, -1);
    carets.set(sessionId, { ...caret, anchor, head: tr.mapping.map(caret.head, -1) });
  }
  const waiting: Presence[] = [];
  for (const presence of [...old.waiting, ...(news?.users ?? [])]) {
    if (news?.left.includes(presence.sessionId)) continue;
    const placed = place(presence, passed, state);
    if (placed === "later") waiting.push(presence);
    else if (placed) carets.set(presence.sessionId, placed);
    else carets.delete(presence.sessionId);
  }
  return { carets, waiting, passed, decorations: draw(carets, state) };
}

/** Remembers how the last versions moved positions. */
function passedBy(
  tr: Transaction,
  { passed }: CaretsState,
  before: EditorState,
  state: EditorState,
): CaretsState["passed"] {
  if (!tr.docChanged) return passed;
  const { version } = collabState(state);
  const reached = version > collabState(before).version || passed.length === 0;
  const maps = tr.mapping.maps;
  const last = passed.at(-1);
  if (reached || !last) return [...passed, { version, maps }].slice(-keptVersions);
  return [...passed.slice(0, -1), { version: last.version, maps: [...last.maps, ...maps] }];
}

function place(
  { user, version, anchor, head }: Presence,
  passed: CaretsState["passed"],
  state: EditorState,
): Caret | "later" | undefined {
  if (anchor === null || head === null) return undefined;
  const collab = collabState(state);
  if (version > collab.version) return "later";
  const size = state.doc.content.size;
  const mapping = new Mapping();
  if (version === collab.version) {
    for (const { step } of collab.unconfirmed) mapping.appendMap(step.getMap());
  } else {
    for (const entry of passed.filter((entry) => entry.version > version)) {
      for (const map of entry.maps) mapping.appendMap(map);
    }
  }
  const at = (position: number) => Math.min(mapping.map(position, -1), size);
  return { user, anchor: at(anchor), head: at(head) };
}

function draw(carets: ReadonlyMap<string, Caret>, { doc }: EditorState): DecorationSet {
  const decorations: Decoration[] = [];
  for (const [sessionId, { user, anchor, head }] of carets) {
    const style = `--caret-color: ${user.color}`;
    if (anchor !== head) {
      const attrs = { class: "remote-selection", style };
      decorations.push(Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), attrs));
    }
    decorations.push(
      Decoration.widget(head, () => caretElement(sessionId, user), {
        key: `${sessionId} ${user.name} ${user.color}`,
        side: 10,
        ignoreSelection: true,
      }),
    );
  }
  return DecorationSet.create(doc, decorations);
}

function caretElement(sessionId: string, { name, color }: PublicUser): HTMLElement {
  const caret = document.createElement("span");
  caret.className = "remote-caret";
  caret.dataset.session = sessionId;
  caret.style.setProperty("--caret-color", color);
  caret.setAttribute("aria-hidden", "true");
  const label = document.createElement("span");
  label.className = "remote-caret-label";
  // Drawn by the style sheet: it is no part of the text that is copied, searched or read out.
  label.dataset.name = name;
  caret.append(label);
  return caret;
}
