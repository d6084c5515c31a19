/** A session wired to the browser: one socket for the page, IndexedDB, the page's clock. */
import { schema } from "@/collab/schema/schema";
import { browserClock } from "./browser-clock";
import { browserPace } from "./browser-pace";
import { browserTitle } from "./browser-title";
import { DocumentSession } from "./document-session";
import { IndexedDbPendingStore } from "./indexeddb-pending";
import { newId } from "./new-id";
import { PacedTransport } from "./paced-transport";
import type { Transport } from "./ports";
import { SocketTransport } from "./socket-transport";

let transport: Transport | undefined;
let pending: IndexedDbPendingStore | undefined;

/** Sessions of this page which have a document on the screen. */
const shown = new Map<string, number>();

/** Opens a document; `close` it when its page goes. */
export function openBrowserSession(documentId: string): DocumentSession {
  transport ??= new PacedTransport(new SocketTransport(), browserPace());
  pending ??= new IndexedDbPendingStore();
  const session = new DocumentSession({
    documentId,
    transport,
    pending,
    schema,
    title: browserTitle(documentId),
    clock: browserClock,
    random: Math.random,
    newId,
    loadVersion,
    leaving,
    keepJoined: () => (shown.get(documentId) ?? 0) > 0,
    closing: () => show(documentId, -1),
  });
  show(documentId, 1);
  session.open();
  return session;
}

function show(documentId: string, more: number): void {
  const count = (shown.get(documentId) ?? 0) + more;
  if (count > 0) shown.set(documentId, count);
  else shown.delete(documentId);
}

/** A phone may end a page that is out of sight without another word. */
function leaving(act: () => void): () => void {
  const events = ["beforeunload", "pagehide", "visibilitychange"];
  for (const event of events) window.addEventListener(event, act);
  return () => {
    for (const event of events) window.removeEventListener(event, act);
  };
}

async function loadVersion(documentId: string, version: number): Promise<unknown> {
  const path = `/api/documents/${documentId}/content?format=json&version=${version}`;
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`version ${version} can't be read`);
  const { doc } = await answer.json();
  return doc;
}
