/** What the peers without types of their own offer, as far as it is used here. */
declare module "@teamwork/websocket-json-stream" {
  import type { Duplex } from "node:stream";
  import type { WebSocket } from "ws";
  export default class WebSocketJSONStream extends Duplex {
    constructor(socket: WebSocket);
  }
}

declare module "rich-text" {
  class Delta {
    constructor(ops: unknown);
    transformPosition(index: number): number;
  }
  const richText: { readonly type: { readonly uri: string }; readonly Delta: typeof Delta };
  export default richText;
}

declare module "sharedb" {
  import type { Duplex } from "node:stream";
  export default class ShareDB {
    static readonly types: { register(type: object): void };
    constructor(options: object);
    listen(stream: Duplex): void;
  }
}

declare module "sharedb/lib/client" {
  type Done = (error?: unknown) => void;
  export interface Doc {
    readonly data: unknown;
    create(data: unknown, type: string, done: Done): void;
    subscribe(done: Done): void;
    submitOp(op: unknown, options: object, done: Done): void;
    on(event: "op", listener: (op: unknown, source: unknown) => void): void;
  }
  export interface LocalPresence {
    submit(value: object): void;
  }
  interface Presence {
    subscribe(done: Done): void;
    create(id: string): LocalPresence;
  }
  class Connection {
    constructor(socket: unknown);
    get(collection: string, id: string): Doc;
    getDocPresence(collection: string, id: string): Presence;
  }
  const client: { Connection: typeof Connection; types: { register(type: object): void } };
  export default client;
}
