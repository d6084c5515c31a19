/** The real actors behind real sockets and streams, in the process of the test, over memory. */
import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { ActorSystem } from "@/server/actors/system";
import type { Env } from "@/server/adapters/http/context";
import { Refused, refuse } from "@/server/adapters/http/context";
import { eventRoutes } from "@/server/adapters/http/event-routes";
import { Identities, type Identity, newId, sessionCookie } from "@/server/adapters/identity";
import { createLog } from "@/server/adapters/log";
import { memoryStores } from "@/server/adapters/memory/memory-stores";
import { nodeHost } from "@/server/adapters/node-host";
import { SocketGateway } from "@/server/adapters/socket-gateway";
import { Library } from "@/server/documents/library";
import { startTree, type Tree, type TreeOptions } from "@/server/documents/tree";
import type { Stores } from "@/server/ports/stores";

export interface WireOptions extends Partial<TreeOptions> {
  readonly beatMs?: number;
}

export class WireServer {
  private constructor(
    readonly http: Server,
    readonly system: ActorSystem,
    readonly tree: Tree,
    readonly sockets: SocketGateway,
    readonly identities: Identities,
    readonly library: Library,
    readonly stores: Stores,
  ) {}

  static async start({ beatMs, ...options }: WireOptions = {}): Promise<WireServer> {
    const stores = memoryStores();
    const system = new ActorSystem(nodeHost(), { node: "test" });
    const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
    const tree = await startTree(system, { ...stores, digest, ...options });
    const identities = new Identities(stores.people, "a secret", false, Date.now);
    const shared = { ...stores, newId, now: Date.now, sender: system, ...tree };
    const library = new Library(shared);
    const http = createServer();
    const log = createLog("silent");
    const gateway = { httpServer: http, system, identities, url: undefined, log, ...tree };
    const sockets = new SocketGateway(gateway);
    const world = { following: { sender: system, newId, ...tree }, library, identities, log };
    const app = new Hono<Env>();
    app.use("*", async (c, next) => {
      const identity = await identities.of(c.env.incoming.headers);
      if (!identity) return c.body(null, 401);
      c.set("identity", identity);
      await next();
    });
    app.route("/api/documents/:id", eventRoutes(world, beatMs));
    app.onError((error, c) => {
      if (error instanceof Refused) return refuse(c, error.refusal);
      throw error;
    });
    const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
    http.on("request", (request, response) => {
      if (!request.url?.startsWith("/socket.io/")) void listener(request, response);
    });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    return new WireServer(http, system, tree, sockets, identities, library, stores);
  }

  get port(): number {
    return (this.http.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  guest(name: string): Promise<Identity> {
    return this.identities.createGuest(name);
  }

  /** A new document, which opens by its link. */
  async newDocument({ person }: Identity): Promise<string> {
    const made = await this.library.create(person, "A document");
    if (!made.ok) throw new Error(made.error.message);
    return made.value.id;
  }

  async close(): Promise<void> {
    await this.system.stop();
    await this.sockets.close();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }
}

export function cookieOf({ token }: Identity): string {
  return `${sessionCookie}=${token}`;
}

let changes = 0;

/** A change of one step that writes `text` over what stands between `from` and `to`. */
export function writing(text: string, baseVersion: number, from = 1, to = from) {
  changes += 1;
  const slice = { content: [{ type: "text", text }] };
  const steps = [{ stepType: "replace", from, to, slice }];
  return { changeId: `written-${String(changes).padStart(8, "0")}`, baseVersion, steps };
}
