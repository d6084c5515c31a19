/** The composition root: settings, stores, actors, Next.js and Socket.IO in one process. */
import { hash } from "node:crypto";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import next from "next";
import { provideBackend } from "@/collab/backend";
import { ActorSystem } from "./actors/system";
import { logActors } from "./adapters/actor-log";
import { lettingContextsGo } from "./adapters/async-contexts";
import { createHttpApp } from "./adapters/http/app";
import { GuestLimits } from "./adapters/http/guest-limits";
import { healthRoutes } from "./adapters/http/health-routes";
import { createPageAccess } from "./adapters/http/page-access";
import { createRequestHandler, type NodeHandler } from "./adapters/http/request-handler";
import { Identities, newId } from "./adapters/identity";
import { createLog, type Log } from "./adapters/log";
import { Metrics } from "./adapters/metrics";
import { nodeHost } from "./adapters/node-host";
import { createPageBackend } from "./adapters/page-backend";
import { openStores } from "./adapters/prisma/stores";
import { readSettings, type Settings, SettingsError } from "./adapters/settings";
import { SocketGateway } from "./adapters/socket-gateway";
import { SystemView } from "./adapters/system-view";
import { FolderUploads } from "./adapters/uploads";
import { WorkerWordReader } from "./adapters/word/word-reader";
import { History } from "./documents/history";
import { Imports } from "./documents/imports";
import { Library } from "./documents/library";
import { Restoring } from "./documents/restoring";
import { startTree } from "./documents/tree";
import { Uploads } from "./documents/uploads";
import { Welcome } from "./documents/welcome";
import type { Person } from "./ports/people";
import { troubleText } from "./ports/store-error";
import type { Stores } from "./ports/stores";
import { rehearse } from "./rehearsal";

const development = process.argv.includes("--dev");
/** How long a stopping server waits for what is under way. */
const graceMs = 8_000;

/** Garbage goes when the heap is a quarter larger than what it held; by itself at up to four times that. */
const heapGrowth = "--heap-growing-percent=25";

async function main(): Promise<void> {
  setFlagsFromString(heapGrowth);
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  const stores = await openStores(settings.databaseFile);
  const system = new ActorSystem(nodeHost(), { node: "local", cloneMessages: development });
  logActors(system, log);
  const digest = (text: string) => hash("sha256", text, "base64url");
  const tree = await startTree(system, { ...stores, digest, idleMs: settings.idleMs });

  const https = settings.url?.protocol === "https:";
  const identities = new Identities(stores.people, settings.secret, https, Date.now);
  const shared = { ...stores, newId, now: Date.now };
  const library = new Library({ ...shared, sender: system, ...tree });
  const history = new History({ ...shared, sender: system, ...tree });
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  const restoring = new Restoring({ ...shared, library, sender: system, pause, ...tree });
  const files = await FolderUploads.open(join(settings.dataDir, "uploads"));
  const uploads = new Uploads({ ...shared, files });
  const word = new WorkerWordReader((error) =>
    log.error({ error }, "a Word file ended its reader"),
  );
  const imports = new Imports({ library, uploads, word, now: Date.now });

  const guests = new GuestLimits();
  const httpServer = createServer();
  const stopping = { value: false };
  const { adminToken, url } = settings;
  const sockets = new SocketGateway({ httpServer, system, identities, url, log, ...tree });
  const connections = () => sockets.connections;
  const sources = { system, connections, journal: tree.journalStatistics };
  const metrics = new Metrics(sources);
  const view = new SystemView(sources);
  const api = createHttpApp({
    library,
    history,
    restoring,
    uploads,
    imports,
    following: { sender: system, newId, ...tree },
    identities,
    guests,
    personChanged: tree.personChanged,
    url,
    system: view,
    adminToken,
    log,
  });
  const notReady = async () => {
    if (stopping.value) return "shutting down";
    const waits = tree.journalStatistics()?.waitsFor;
    return waits ? troubleText(waits) : stores.notReady();
  };
  api.route("/", healthRoutes({ notReady, metrics: () => metrics.read(), adminToken }));
  const pages = await preparePages(settings, httpServer);
  const welcome = new Welcome({ ...shared, library });
  const greet = (person: Person) => welcome.greet(person);
  const access = createPageAccess(stores.documents, adminToken);
  const handle = createRequestHandler({
    api,
    pages,
    access,
    identities,
    guests,
    greet,
    log,
    development,
    https,
  });
  httpServer.on("request", (request, response) => {
    if (!request.url?.startsWith("/socket.io/")) void handle(request, response);
  });

  await warmUp(stores);
  if (!development) {
    const failed = (error: unknown) => log.warn({ error }, "the rehearsal failed");
    await rehearse({ digest, pages }).catch(failed);
  }
  provideBackend(createPageBackend(library, stores.people, settings.adminToken));
  await listen(httpServer, settings);
  // One connection that can't be taken in (no descriptor is left) ends nobody else's.
  httpServer.on("error", (error) => log.error({ error }, "a connection failed"));
  announce(settings, httpServer);

  const stop = async (signal: string) => {
    if (stopping.value) return;
    stopping.value = true;
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), graceMs).unref();
    httpServer.close();
    await system.stop();
    await sockets.close();
    httpServer.closeAllConnections();
    await stores.close();
    // A fault has set the code; without one it is 0.
    process.exit();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  watchForFaults(log, stop);
}

/**
 * The first question of each kind takes a tenth of a second, for which whoever opens the first
 * document would wait: they are asked about nothing before. A store that is away is told elsewhere.
 */
async function warmUp({ documents, log, people }: Stores): Promise<void> {
  const nothing = "warm-up";
  const asked = [
    people.findSession(nothing),
    documents.find(nothing),
    // Two names: a question that says one thing twice is another question to the compiler.
    documents.membership(nothing, "nobody"),
    log.open(nothing),
  ];
  const read = [log.checkpointBefore(nothing, 1), log.read(nothing, 1, 2)];
  await Promise.allSettled([...asked, ...read]);
}

/** Next.js on the same server; `/socket.io/` never reaches it. */
async function preparePages({ host, port }: Settings, httpServer: Server): Promise<NodeHandler> {
  const app = next({ dev: development, hostname: host, port, httpServer });
  await app.prepare();
  const handle = app.getRequestHandler();
  return lettingContextsGo((request, response) => handle(request, response));
}

function listen(httpServer: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) =>
      reject(new SettingsError(whyNotListening(error, host, port)));
    httpServer.once("error", failed);
    httpServer.listen(port, host, () => {
      httpServer.off("error", failed);
      resolve();
    });
  });
}

function whyNotListening(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE") {
    return `Port ${port} is taken by another program. Stop it, or set PORT to another number.`;
  }
  if (error.code === "EACCES") return `Port ${port} needs more rights. Set PORT above 1024.`;
  return `Tandem can't listen on ${host}:${port} (${error.message}). Check HOST and PORT.`;
}

function announce({ url, adminToken }: Settings, httpServer: Server): void {
  const address = httpServer.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const base = (url?.href ?? `http://localhost:${port}`).replace(/\/$/, "");
  console.log(`\nTandem is ready: ${base}`);
  console.log(`The actor system, for administrators: ${base}/system?token=${adminToken}\n`);
}

/** A bug outside the actors: say so, finish what can be finished, and let the next start be clean. */
function watchForFaults(log: Log, stop: (signal: string) => Promise<void>): void {
  const fault = (kind: string) => (error: unknown) => {
    log.fatal({ error }, kind);
    process.exitCode = 1;
    void stop(kind);
  };
  process.on("uncaughtException", fault("uncaughtException"));
  process.on("unhandledRejection", fault("unhandledRejection"));
}

main().catch((error: unknown) => {
  if (error instanceof SettingsError) console.error(`\nTandem can't start. ${error.message}\n`);
  else console.error(error);
  process.exit(1);
});
