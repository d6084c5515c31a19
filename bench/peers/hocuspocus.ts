/** Hocuspocus: the server TipTap's makers offer for Yjs documents. */
import { randomUUID } from "node:crypto";
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import WebSocket from "ws";
import * as Y from "yjs";
import type { Engine, OpenOptions } from "../engines/engine";
import { fill, filled, type Provider, YjsReplica } from "./yjs-replica";

export const engine: Engine = {
  name: "Hocuspocus",
  kind: "peer",
  storing: "now and then",
  server: (port, dataDir) => ({
    script: "bench/peers/hocuspocus-server.ts",
    env: { PORT: String(port), DATA_DIR: dataDir },
  }),
  answers: async (port) => (await fetch(`http://127.0.0.1:${port}/`)).ok,
  async create(port, paragraphs) {
    const document = randomUUID();
    const { doc, provider, synced } = connect({ port, document });
    await synced;
    fill(doc, paragraphs);
    const second = connect({ port, document });
    await filled(second.doc);
    second.provider.destroy();
    provider.destroy();
    return document;
  },
  async open({ port, document, place }) {
    const { doc, provider } = connect({ port, document });
    await filled(doc);
    return new YjsReplica(doc, provider, place);
  },
};

function connect({ port, document }: Pick<OpenOptions, "port" | "document">) {
  const doc = new Y.Doc();
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: `ws://127.0.0.1:${port}`,
    WebSocketPolyfill: WebSocket,
  });
  const inner = new HocuspocusProvider({ websocketProvider, name: document, document: doc });
  inner.attach();
  const synced = new Promise<void>((resolve) => inner.on("synced", () => resolve()));
  const provider: Provider = {
    awareness: inner.awareness,
    get unacknowledged() {
      return inner.unsyncedChanges;
    },
    onAcknowledged: (listener) => void inner.on("unsyncedChanges", listener),
    destroy() {
      inner.destroy();
      websocketProvider.destroy();
    },
  };
  return { doc, provider, synced };
}
