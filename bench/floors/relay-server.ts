/**
 * The least a server can do: it hands every message to everybody in the document. With `DURABLE` it
 * commits what gathered in one turn first, as one transaction with synchronous=FULL.
 */
import { createServer } from "node:http";
import Database from "better-sqlite3";
import { Server } from "socket.io";

type Acknowledge = (answer: { ok: true; version: number }) => void;

interface Relayed {
  readonly documentId: string;
  readonly changeId: string;
  readonly steps: readonly unknown[];
}

interface Gathered {
  readonly payload: Relayed;
  readonly version: number;
  readonly acknowledge: Acknowledge;
}

const http = createServer((_, response) => response.end("ready"));
const io = new Server(http, { serveClient: false, perMessageDeflate: false });
const store = process.env.DURABLE === "yes" ? openStore(`${process.env.DATA_DIR}/floor.db`) : null;
const versions = new Map<string, number>();
let gathered: Gathered[] = [];

io.on("connection", (socket) => {
  socket.on("join", (documentId: string, acknowledge: () => void) => {
    void socket.join(documentId);
    acknowledge();
  });
  socket.on("apply_change", (payload: Relayed, acknowledge: Acknowledge) => {
    const version = (versions.get(payload.documentId) ?? 0) + 1;
    versions.set(payload.documentId, version);
    gathered.push({ payload, version, acknowledge });
    if (!store) flush();
    else if (gathered.length === 1) setImmediate(flush);
  });
  socket.on("presence", (payload: { documentId: string }, acknowledge: () => void) => {
    acknowledge();
    const user = { id: socket.id, name: "Somebody", color: "#336699" };
    const users = [{ sessionId: socket.id, user, ...payload }];
    socket.to(payload.documentId).emit("presence", { users, left: [] });
  });
});

function flush(): void {
  const group = gathered;
  gathered = [];
  store?.(group);
  for (const { payload, version, acknowledge } of group) {
    const { documentId, changeId, steps } = payload;
    acknowledge({ ok: true, version });
    const change = { version, changeId, userId: "somebody", steps, createdAt: Date.now() };
    io.to(documentId).emit("broadcast_change", { documentId, changes: [change] });
  }
}

function openStore(path: string) {
  const database = new Database(path);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.exec("CREATE TABLE change (document TEXT, version INT, body TEXT)");
  const insert = database.prepare("INSERT INTO change VALUES (?, ?, ?)");
  return database.transaction((group: readonly Gathered[]) => {
    for (const { payload, version } of group) {
      insert.run(payload.documentId, version, JSON.stringify(payload));
    }
  });
}

http.listen(Number(process.env.PORT), "127.0.0.1");
