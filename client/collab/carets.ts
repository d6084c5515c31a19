/**
 * The others' carets and selections, as decorations which move with the text they stand in. What
 * came for a version I have not reached yet waits for it.
 */
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, Selection, type Transaction } from "@tiptap/pm/state";
import { Mapping } from "@tiptap/pm/transform";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { Presence, PublicUser } from "@/collab/protocol/server-messages";
import type { RemotePresence } from "../session/remote-presence";
import { CaretNames } from "./caret-names";
import { collabState } from "./collab-plugin";
import { readDom } from "./native-caret";

interface Caret {
  readonly user: PublicUser;
  readonly anchor: number;
  readonly head: number;
}

interface CaretsState {
  readonly carets: ReadonlyMap<string, Caret>;
  /** The newest position of each session that is of a version to come. */
  readonly waiting: ReadonlyMap<string, Presence>;
  readonly decorations: DecorationSet;
}

interface News {
  readonly users: readonly Presence[];
  readonly left: readonly string[];
}

const key = new PluginKey<CaretsState>("tandem-carets");

/** To stand after the collaborative plugin, whose state it reads. */
export function caretsPlugin(presence: RemotePresence): Plugin<CaretsState> {
  const names = new CaretNames();
  return new Plugin<CaretsState>({
    key,
    state: {
      init: (_, state) => {
        // What was known before the editor was there.
        const placed = placeAll(new Map(), presence.positions, state);
        return { ...placed, decorations: draw(placed.carets, state, names) };
      },
      apply: (tr, old, _before, state) => next(tr, old, state, names),
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
    view(view) {
      const stop = presence.onChange((users, left) => {
        readDom(view);
        view.dispatch(tellCarets(view.state, users, left));
        for (const { sessionId } of users) names.show(view.dom, sessionId);
      });
      const destroy = () => {
        stop();
        names.close();
      };
      return { destroy };
    },
  });
}

/** A transaction that brings news of where the others are. */
export function tellCarets(
  state: EditorState,
  users: readonly Presence[],
  left: readonly string[],
): Transaction {
  const news: News = { users, left };
  return state.tr.setMeta(key, news).setMeta("addToHistory", false);
}

/** Where a session's caret is now, in positions of this editor. */
export function caretPosition(state: EditorState, sessionId: string): number | undefined {
  return key.getState(state)?.carets.get(sessionId)?.head;
}

/** Where all of the others' carets are, in positions of this editor. */
export function caretPositions(state: EditorState): readonly number[] {
  return [...(key.getState(state)?.carets.values() ?? [])].map(({ head }) => head);
}

function next(
  tr: Transaction,
  old: CaretsState,
  state: EditorState,
  names: CaretNames,
): CaretsState {
  const news: News | undefined = tr.getMeta(key);
  const came = [...old.waiting.values()].some(({ version }) => version <= versionOf(state));
  if (!news && !tr.docChanged && !came) return old;
  const carets = new Map<string, Caret>();
  for (const [sessionId, caret] of old.carets) {
    const anchor = tr.mapping.map(caret.anchor, -1);
    carets.set(sessionId, { ...caret, anchor, head: tr.mapping.map(caret.head, -1) });
  }
  for (const sessionId of news?.left ?? []) carets.delete(sessionId);
  const waiting = [...old.waiting.values()].filter(
    ({ sessionId }) => !news?.left.includes(sessionId),
  );
  const placed = placeAll(carets, [...waiting, ...(news?.users ?? [])], state);
  return { ...placed, decorations: draw(placed.carets, state, names) };
}

function versionOf(state: EditorState): number {
  return collabState(state).version;
}

function placeAll(
  old: ReadonlyMap<string, Caret>,
  users: readonly Presence[],
  state: EditorState,
): Pick<CaretsState, "carets" | "waiting"> {
  const carets = new Map(old);
  const waiting = new Map<string, Presence>();
  for (const presence of users) {
    const { sessionId, user, version, anchor, head } = presence;
    waiting.delete(sessionId);
    if (anchor === null || head === null) {
      carets.delete(sessionId);
    } else if (version > versionOf(state)) {
      waiting.set(sessionId, presence);
    } else {
      const at = fromServer(state, version);
      carets.set(sessionId, { user, anchor: at(anchor), head: at(head) });
    }
  }
  return { carets, waiting };
}

/** From a position at a version of the server's to one in this editor. */
function fromServer(state: EditorState, version: number): (position: number) => number {
  const { passed, unconfirmed } = collabState(state);
  const since = passed.filter((one) => one.version > version).flatMap(({ maps }) => maps);
  const mapping = new Mapping([...since, ...unconfirmed.map(({ step }) => step.getMap())]);
  return (position) => Math.min(mapping.map(position, -1), state.doc.content.size);
}

function draw(
  carets: ReadonlyMap<string, Caret>,
  { doc }: EditorState,
  names: CaretNames,
): DecorationSet {
  const decorations: Decoration[] = [];
  for (const [sessionId, { user, anchor, head }] of carets) {
    const style = `--caret-color: ${user.color}`;
    const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
    if (isBlockAlone(doc, from, to)) {
      const attrs = { class: "remote-block", style, "data-session": sessionId };
      decorations.push(Decoration.node(from, to, attrs));
      continue;
    }
    if (from !== to) {
      decorations.push(Decoration.inline(from, to, { class: "remote-selection", style }));
    }
    decorations.push(
      Decoration.widget(inText(doc, head), () => names.element(sessionId, user), {
        // The same element for as long as it is the same person: it only moves.
        key: `${sessionId} ${user.name} ${user.color}`,
        side: 10,
        ignoreSelection: true,
      }),
    );
  }
  return DecorationSet.create(doc, decorations);
}

/** An image or a rule that somebody has selected as a whole. */
function isBlockAlone(doc: Node, from: number, to: number): boolean {
  const node = doc.nodeAt(from);
  return node?.isBlock === true && node.isLeaf && from + node.nodeSize === to;
}

/** The nearest place in a text: a caret between blocks would be a line of its own. */
function inText(doc: Node, position: number): number {
  const $at = doc.resolve(position);
  if ($at.parent.inlineContent) return position;
  const near = Selection.findFrom($at, 1, true) ?? Selection.findFrom($at, -1, true);
  return near?.head ?? position;
}
