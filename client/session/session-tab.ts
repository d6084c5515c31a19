/** A tab with a document open and an editor in it, on a fake wire: for the session's tests. */
import type { Transaction } from "@tiptap/pm/state";
import { refusal } from "@/collab/protocol/refusals";
import { schema } from "@/collab/schema/schema";
import { HeadlessEditor } from "@/tests/support/headless-editor";
import { DocumentSession } from "./document-session";
import { MemoryPendingStore } from "./memory-pending";
import type { PendingStore } from "./ports";
import { FakeServer, FakeTransport, type ManualClock } from "./session-world";

interface TabOptions {
  readonly pending?: PendingStore;
  readonly random?: () => number;
  /** Another tab's, to share its connection. */
  readonly transport?: FakeTransport;
  /** Instead of what the server has. */
  readonly loadVersion?: () => Promise<unknown>;
}

let ids = 0;

/** Not connected yet, and without an editor. */
export function newTab(
  server: FakeServer,
  clock: ManualClock,
  name: string,
  options: TabOptions = {},
) {
  const random = options.random ?? (() => 0.5);
  const transport = options.transport ?? new FakeTransport(name, server, clock, random);
  const session = new DocumentSession({
    documentId: "doc",
    transport,
    pending: options.pending ?? new MemoryPendingStore().tab(),
    schema,
    clock,
    random,
    newId: () => `id-${ids++}`,
    loadVersion: options.loadVersion ?? (async (_, version) => documentAt(server, version)),
  });
  const tab = {
    session,
    transport,
    editor: new HeadlessEditor(server.doc.toJSON(), 0),
    text: () => tab.editor.state.doc.textBetween(0, tab.editor.state.doc.content.size, "\n"),
    snapshot: () => session.snapshot(),
    type(text: string, at = 1) {
      tab.editor.dispatch(tab.editor.state.tr.insertText(text, at));
    },
    /** As a page that puts an editor on the screen. */
    mount() {
      const editor = new HeadlessEditor(session.snapshot().initialDoc, session.version);
      editor.onTransaction = (tr: Transaction) => session.transacted(tr);
      tab.editor = editor;
      session.attach(editor);
    },
  };
  session.open();
  return tab;
}

export type Tab = ReturnType<typeof newTab>;

export async function openTab(
  server: FakeServer,
  clock: ManualClock,
  name: string,
  options: TabOptions = {},
): Promise<Tab> {
  const tab = newTab(server, clock, name, options);
  tab.transport.connect();
  await clock.advance(10);
  tab.mount();
  await clock.advance(10);
  return tab;
}

async function documentAt(server: FakeServer, version: number): Promise<unknown> {
  const replay = new FakeServer();
  for (const { changeId, steps } of server.log.slice(0, version)) {
    replay.apply({ changeId, baseVersion: replay.log.length, steps });
  }
  return replay.doc.toJSON();
}

/** Ada's tab went with something that was refused; she comes back in another. */
export async function backWithRefused(
  server: FakeServer,
  clock: ManualClock,
  drawers: MemoryPendingStore,
) {
  const first = drawers.tab();
  const ada = await openTab(server, clock, "ada", { pending: first });
  server.refusals.push(refusal("poisoned", "No."));
  ada.type("refused");
  await clock.advance(1_000);
  first.abandon();
  const again = await openTab(server, clock, "ada", { pending: drawers.tab() });
  await clock.advance(1_000);
  return again;
}
