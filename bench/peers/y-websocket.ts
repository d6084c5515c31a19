/** y-websocket: Yjs' own server, which keeps documents in memory or in LevelDB. */
import { randomUUID } from "node:crypto";
import WebSocket from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { Engine, OpenOptions } from "../engines/engine";
import { fill, filled, type Provider, YjsReplica } from "./yjs-replica";

/** Node is no browser, whose own WebSocket the provider is typed after. */
const WebSocketPolyfill = WebSocket as unknown as typeof globalThis.WebSocket;

export const engine = yWebsocket("y-websocket", false);
export const storing = yWebsocket("y-websocket + LevelDB", true);

function yWebsocket(name: string, stores: boolean): Engine {
  return {
    name,
    kind: "peer",
    storing: stores ? "now and then" : "nothing",
    server: (port, dataDir) => ({
      script: "bench/node_modules/y-websocket/bin/server.cjs",
      env: {
        PORT: String(port),
        HOST: "127.0.0.1",
        ...(stores && { YPERSISTENCE: `${dataDir}/level` }),
      },
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
}

function connect({ port, document }: Pick<OpenOptions, "port" | "document">) {
  const doc = new Y.Doc();
  // Copies in one process must not talk to each other behind the server's back.
  const options = { WebSocketPolyfill, disableBc: true };
  const inner = new WebsocketProvider(`ws://127.0.0.1:${port}`, document, doc, options);
  const synced = new Promise<void>((resolve) => inner.once("sync", () => resolve()));
  const provider: Provider = {
    awareness: inner.awareness,
    unacknowledged: undefined,
    onAcknowledged: () => {},
    destroy: () => inner.destroy(),
  };
  return { doc, provider, synced };
}
