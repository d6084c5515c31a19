/** A session as TipTap extensions: what makes an editor collaborative. */
import { Extension, type Extensions, type Command as RawCommand } from "@tiptap/core";
import { UndoRedo } from "@tiptap/extensions";
import { type Command as PlainCommand, Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { DocumentSession } from "../session/document-session";
import type { EditorPort } from "../session/ports";
import { caretsPlugin } from "./carets";
import { collabPlugin } from "./collab-plugin";
import { historyPlugin } from "./history";
import { actsByHand, readDom } from "./native-caret";
import { redoMine, undoMine, undoPlugin } from "./undo";

/**
 * For an editor made with the session's `initialDoc` as its content. Undo takes back only what was
 * typed here: remote changes are mapped through, never into, its history.
 */
export function collaboration(session: DocumentSession): Extensions {
  const binding = Extension.create<object, { port: EditorPort | undefined }>({
    name: "collaboration",
    addStorage: () => ({ port: undefined }),
    // Before everything that may look at the collaborative state.
    priority: 1000,
    addProseMirrorPlugins() {
      return [
        handPlugin(),
        collabPlugin(session.version),
        undoPlugin(),
        caretsPlugin(session.presence),
      ];
    },
    onCreate() {
      const { editor } = this;
      editor.view.dom.addEventListener("compositionend", () => {
        // The browser ends its composition after this event has been handled.
        setTimeout(() => session.compositionEnded());
      });
      this.storage.port = {
        get state() {
          return editor.state;
        },
        dispatch: (tr) => editor.view.dispatch(tr),
        flush: () => readDom(editor.view),
        get composing() {
          return editor.view.composing;
        },
      };
      session.attach(this.storage.port);
    },
    onTransaction({ transaction }) {
      session.transacted(transaction);
    },
    onDestroy() {
      if (this.storage.port) session.detach(this.storage.port);
    },
  });
  return [binding, history];
}

/** A key that comes right after a click is for where the click put the caret; both stay done. */
function handPlugin(): Plugin {
  const keydown = (view: EditorView) => {
    if (!view.composing) readDom(view);
    actsByHand(view);
    return false;
  };
  const focus = (view: EditorView) => {
    // Only then has the editor noted when the focus came.
    if (view.dom.matches(":active")) queueMicrotask(() => actsByHand(view));
    return false;
  };
  return new Plugin({ props: { handleDOMEvents: { keydown, focus } } });
}

const command =
  (run: PlainCommand): RawCommand =>
  ({ editor, tr, dispatch }) => {
    // On the editor's own state, not on the transaction that a chain shares.
    tr.setMeta("preventDispatch", true);
    return run(editor.state, dispatch && ((undone) => editor.view.dispatch(undone)));
  };

export const undoCommand = command(undoMine);

/** Undo and redo of my own work: what others wrote inside of it stays. */
const history = UndoRedo.extend({
  addProseMirrorPlugins() {
    return [historyPlugin(this.options)];
  },
  addCommands() {
    return { undo: () => undoCommand, redo: () => command(redoMine) };
  },
  addKeyboardShortcuts() {
    const undo = () => this.editor.commands.undo();
    // With nothing to redo, the keymap would try the same key without Shift, which undoes.
    const redo = () => this.editor.commands.redo() || true;
    const latin = { "Mod-z": undo, "Shift-Mod-z": redo, "Mod-y": redo };
    return { ...latin, "Mod-я": undo, "Shift-Mod-я": redo };
  },
});
