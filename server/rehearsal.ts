/**
 * Code that has not run before takes several times as long: it is compiled as it is called. So somebody
 * who is not there looks at the list, opens a document and writes in it, before the server says that it
 * is ready. All of it is real but the stores, which are in memory and forgotten.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io } from "socket.io-client";
import { provideBackend, userHeader } from "@/collab/backend";
import { COMPACT } from "@/collab/protocol/compact";
import { PROTOCOL_VERSION } from "@/collab/protocol/version";
import { ActorSystem } from "./actors/system";
import type { NodeHandler } from "./adapters/http/request-handler";
import { Identities, type Identity, newId, sessionCookie } from "./adapters/identity";
import { createLog } from "./adapters/log";
import { memoryStores } from "./adapters/memory/memory-stores";
import { nodeHost } from "./adapters/node-host";
import { createPageBackend } from "./adapters/page-backend";
import { SocketGateway } from "./adapters/socket-gateway";
import { Library } from "./documents/library";
import { startTree } from "./documents/tree";

/** Each time a document is opened anew; what comes of a fourth time is little. */
const openings = 3;
const changes = 3;
/** Longer than it takes on a very slow machine. Who can't reach itself goes on without. */
const patienceMs = 3000;

const heading = { type: "heading", attrs: { level: 1 }, content: [{ type: "text", text: "A" }] };
const bold = { type: "text", text: "word", marks: [{ type: "bold" }] };
const paragraph = { type: "paragraph", content: [{ type: "text", text: "One " }, bold] };
const list = { type: "bulletList", content: [{ type: "listItem", content: [paragraph] }] };
const steps = [{ stepType: "replace", from: 0, to: 0, slice: { content: [heading, list] } }];

export interface RehearsalOptions {
  digest(text: string): string;
  readonly pages: NodeHandler;
}

/**
 * Pages ask what is on this stage: the real backend is provided after it.
 * @throws when somebody would not have been let in, or not been answered
 */
export async function rehearse({ digest, pages }: RehearsalOptions): Promise<void> {
  const stores = memoryStores();
  const shared = { ...stores, digest, newId, now: Date.now };
  const identities = new Identities(stores.people, newId(), false, Date.now);
  const identity = await identities.createGuest();
  const about = { title: "A document", ownerId: identity.person.id, createdAt: Date.now() };
  const { id } = await stores.documents.create({ id: newId(), ...about });
  for (let opening = 0; opening < openings; opening++) {
    const system = new ActorSystem(nodeHost(), { node: "rehearsal" });
    const tree = await startTree(system, shared);
    const library = new Library({ ...shared, sender: system, ...tree });
    provideBackend(createPageBackend(library, stores.people, newId()));
    const httpServer = createServer();
    const parts = { httpServer, system, identities, url: undefined, log: createLog("silent") };
    const sockets = new SocketGateway({ ...parts, startUser: tree.startUser });
    httpServer.on("request", (request, response) => {
      if (request.url?.startsWith("/socket.io/")) return;
      request.headers[userHeader] = identity.person.id;
      pages(request, response).catch(() => response.destroy());
    });
    try {
      await once(httpServer.listen(0, "127.0.0.1"), "listening");
      const address = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
      await look(`${address}/`);
      await look(`${address}/d/${id}`);
      await write(address, id, identity);
    } finally {
      await system.stop();
      await sockets.close();
      httpServer.closeAllConnections();
      httpServer.close();
    }
  }
}

async function look(address: string): Promise<void> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
  if (!answer.ok) throw new Error(`The page was answered with ${answer.status}.`);
  await answer.text();
}

/** As the product's own page does, but that each message is answered. */
async function write(address: string, documentId: string, { token }: Identity): Promise<void> {
  const client = io(address, {
    ...{ transports: ["websocket"], reconnection: false, forceNew: true },
    ...{ auth: { compact: COMPACT }, extraHeaders: { cookie: `${sessionCookie}=${token}` } },
  });
  const ask = async (event: string, message: object) => {
    const answer = await client.timeout(patienceMs).emitWithAck(event, { documentId, ...message });
    if (!answer.ok) throw new Error(answer.error.message);
    return answer;
  };
  try {
    const { version } = await ask("join", { protocol: PROTOCOL_VERSION });
    client.emit("presence", { documentId, version, anchor: 1, head: 1 });
    for (let baseVersion = version; baseVersion < version + changes; baseVersion++) {
      await ask("apply_change", { changeId: newId(), baseVersion, steps });
    }
  } finally {
    client.close();
  }
}
