/** A session wired to the browser: one socket for the page, IndexedDB, the page's clock. */
import { schema } from "@/collab/schema/schema";
import { DocumentSession } from "./document-session";
import { IndexedDbPendingStore } from "./indexeddb-pending";
import type { Clock } from "./ports";
import { SocketTransport } from "./socket-transport";

const browserClock: Clock = {
  now: () => performance.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  },
};

let transport: SocketTransport | undefined;
let pending: IndexedDbPendingStore | undefined;

/** Opens a document; `close` it when its page goes. */
export function openBrowserSession(documentId: string): DocumentSession {
  transport ??= new SocketTransport();
  pending ??= new IndexedDbPendingStore();
  const session = new DocumentSession({
    documentId,
    transport,
    pending,
    schema,
    clock: browserClock,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    loadVersion,
  });
  session.open();
  return session;
}

async function loadVersion(documentId: string, version: number): Promise<unknown> {
  const path = `/api/documents/${documentId}/content?format=json&version=${version}`;
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`version ${version} can't be read`);
  const { doc } = await answer.json();
  return doc;
}
