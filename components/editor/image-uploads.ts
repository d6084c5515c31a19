/** Images pasted, dropped or chosen: a place is kept in the text until the server has each. */
import { Extension } from "@tiptap/core";
import { closeHistory, undoDepth } from "@tiptap/pm/history";
import { Fragment, Slice } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { dropPoint } from "@tiptap/pm/transform";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { toast } from "sonner";
import { undoCommand } from "@/client/collab/extension";
import { readDom } from "@/client/collab/native-caret";
import { filesOf, imageFault } from "./image-files";
import { ImageUpload, type UploadOwner } from "./image-upload";
import { lastBatch, type Place, placesAfter } from "./upload-places";

declare module "@tiptap/core" {
  interface Storage {
    imageUploads: {
      /** Begins to upload, at the caret or each at its own; a file that is no image is only told. */
      take(files: readonly File[], at?: readonly number[]): void;
    };
  }
}

type UploadPlace = Place<ImageUpload>;
type Message = { readonly add: readonly UploadPlace[] } | { readonly remove: ImageUpload };

const key = new PluginKey<readonly UploadPlace[]>("imageUploads");
/** As large as the schema lets an image say it is. */
const widestPx = 10_000;

export const ImageUploads = Extension.create<
  { readonly documentId: string },
  { take(files: readonly File[], at?: readonly number[]): void }
>({
  name: "imageUploads",
  addOptions: () => ({ documentId: "" }),
  addStorage: () => ({ take() {} }),
  addCommands: () => ({
    undo: () => (props) => {
      props.tr.setMeta("preventDispatch", true);
      return (props.dispatch !== undefined && callOff(props.editor.view)) || undoCommand(props);
    },
  }),
  addProseMirrorPlugins() {
    const { documentId } = this.options;
    const { storage } = this;
    return [
      new Plugin<readonly UploadPlace[]>({
        key,
        state: { init: () => [], apply: follow },
        props: { decorations: drawPlaces, handlePaste, handleDrop },
        view(view) {
          storage.take = (files, at) => takeFiles(view, documentId, files, at);
          const stop = keepPage(view, (files) => storage.take(files));
          return {
            update: (_view, before) => closeGone(before, view.state),
            destroy() {
              stop();
              for (const { upload } of key.getState(view.state) ?? []) upload.close();
            },
          };
        },
      }),
    ];
    function handlePaste(view: EditorView, event: ClipboardEvent): boolean {
      const files = view.editable ? filesOf(event.clipboardData) : [];
      if (files.length > 0) storage.take(files);
      return files.length > 0;
    }
    function handleDrop(view: EditorView, event: DragEvent): boolean {
      const files = view.editable ? filesOf(event.dataTransfer) : [];
      if (files.length === 0) return false;
      event.preventDefault();
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
      storage.take(files, at ? files.map(() => at.pos) : []);
      return true;
    }
  },
});

function follow(tr: Transaction, places: readonly UploadPlace[]): readonly UploadPlace[] {
  const message: Message | undefined = tr.getMeta(key);
  if (places.length === 0 && !message) return places;
  const removed = message && "remove" in message ? message.remove : undefined;
  const left = placesAfter(tr, places, removed);
  return message && "add" in message ? [...left, ...message.add] : left;
}

function closeGone(before: EditorState, now: EditorState): void {
  const places = key.getState(now) ?? [];
  for (const { upload } of key.getState(before) ?? []) {
    if (!places.some((place) => place.upload === upload)) upload.close();
  }
}

/** Undo, right after images were chosen; false when it means something else. */
function callOff(view: EditorView): boolean {
  const uploads = lastBatch(key.getState(view.state) ?? [], undoDepth(view.state));
  for (const upload of uploads) remove(view, upload);
  return uploads.length > 0;
}

function remove(view: EditorView, upload: ImageUpload, tr = view.state.tr): void {
  view.dispatch(tr.setMeta(key, { remove: upload } satisfies Message));
}

function drawPlaces(state: EditorState): DecorationSet | null {
  const places = key.getState(state) ?? [];
  if (places.length === 0) return null;
  return DecorationSet.create(
    state.doc,
    places.map(({ upload, pos }, index) =>
      Decoration.widget(pos, upload.dom, {
        // In the order in which they were chosen, and before what stands there.
        side: index - 10_000,
        stopEvent: () => true,
        ignoreSelection: true,
      }),
    ),
  );
}

function takeFiles(
  view: EditorView,
  documentId: string,
  files: readonly File[],
  at: readonly number[] = [],
): void {
  if (!view.editable) return;
  const good = files.flatMap((file, index) => {
    const fault = imageFault(file);
    if (fault) toast.error(fault);
    return fault ? [] : [{ file, at: at[index] ?? view.state.selection.from }];
  });
  if (good.length === 0) return;
  const owner: UploadOwner = {
    documentId,
    done(upload, { url, width, height }) {
      readDom(view);
      const place = key.getState(view.state)?.find((each) => each.upload === upload);
      if (!place) return;
      const size = width <= widestPx && height <= widestPx ? { width, height } : {};
      const { image } = view.state.schema.nodes;
      const { tr } = view.state;
      const node = image?.create({ src: url, ...size });
      if (node) tr.insert(placeFor(view.state, place.pos), node);
      remove(view, upload, tr);
    },
    dropped(upload) {
      remove(view, upload);
      view.focus();
    },
  };
  const depth = undoDepth(view.state);
  const add = good.map(({ file, at }) => ({
    ...{ pos: placeFor(view.state, at), depth, batch: good },
    upload: new ImageUpload(file, owner),
  }));
  // What is typed next is undone before the upload is called off.
  view.dispatch(closeHistory(view.state.tr).setMeta(key, { add } satisfies Message));
}

/** Where a block may stand that was meant for `at`: before an empty line, after a written one. */
function placeFor({ doc, schema }: EditorState, at: number): number {
  const inside = Math.min(Math.max(at, 0), doc.content.size);
  const $at = doc.resolve(inside);
  const isEmptyLine = $at.parent.isTextblock && $at.parent.content.size === 0;
  const image = schema.nodes.image?.create({ src: "/" });
  const from = isEmptyLine && $at.depth > 0 ? $at.before() : inside;
  const slice = new Slice(Fragment.from(image), 0, 0);
  return dropPoint(doc, from, slice) ?? doc.content.size;
}

/** A file dropped beside the text must not take the page away; nor must leaving lose an upload. */
function keepPage(view: EditorView, take: (files: readonly File[]) => void): () => void {
  const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files");
  const over = (event: DragEvent) => {
    if (holdsFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    if (event.defaultPrevented || !holdsFiles(event)) return;
    event.preventDefault();
    take([...(event.dataTransfer?.files ?? [])]);
  };
  const leave = (event: BeforeUnloadEvent) => {
    if ((key.getState(view.state)?.length ?? 0) > 0) event.preventDefault();
  };
  window.addEventListener("dragover", over);
  window.addEventListener("drop", drop);
  window.addEventListener("beforeunload", leave);
  return () => {
    window.removeEventListener("dragover", over);
    window.removeEventListener("drop", drop);
    window.removeEventListener("beforeunload", leave);
  };
}
