/** A server with documents and people on it: where every scene plays. */
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import Sqlite from "better-sqlite3";
import { io, type Socket } from "socket.io-client";
import type { TandemServer } from "../support/tandem-server";
import { TcpProxy } from "../support/tcp-proxy";
import { crowd, longTitle, others, people, plan, planTitle, strained } from "./content";

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  /** A finger instead of a pointer. */
  readonly touch?: boolean;
}

export const looks = {
  desk: { width: 1280, height: 800 },
  dark: { width: 1280, height: 800, dark: true },
  wide: { width: 1920, height: 1080 },
  phone: { width: 360, height: 740, touch: true },
  "phone-dark": { width: 360, height: 740, touch: true, dark: true },
} as const satisfies Record<string, Look>;

export type LookName = keyof typeof looks;

interface Documents {
  readonly plan: string;
  readonly empty: string;
  readonly strained: string;
  /** Ada may only read it. */
  readonly foreign: string;
  /** With many people in it. */
  readonly crowded: string;
}

export class Stage {
  readonly #ends: (() => unknown)[] = [];
  readonly #open = new Set<BrowserContext>();
  readonly #databases: Sqlite.Database[] = [];

  private constructor(
    readonly server: TandemServer,
    readonly browser: Browser,
    /** Her cookies: every page of hers has a context of its own. */
    readonly ada: BrowserContext,
    readonly grace: BrowserContext,
    readonly documents: Documents,
  ) {}

  static async open(server: TandemServer, browser: Browser): Promise<Stage> {
    const [ada, grace] = [await person(people[0]), await person(people[1])];
    for (const [title, text] of others) await document(ada, title, text);
    const foreign = await document(grace, "Only to be read", plan);
    const documents = {
      empty: await document(ada, "", ""),
      strained: await document(ada, longTitle, strained),
      foreign,
      crowded: await document(ada, "Many at one text", plan),
      plan: await document(ada, planTitle, plan),
    };
    await ada.request.patch(`/api/documents/${documents.plan}`, { data: { starred: true } });
    const stage = new Stage(server, browser, ada, grace, documents);
    stage.share(foreign, "viewer");
    for (const [index, name] of crowd.entries()) {
      await stage.visitor(name, documents.crowded, 40 + index * 75);
    }
    return stage;

    async function person(name: string): Promise<BrowserContext> {
      const context = await browser.newContext({ baseURL: server.url });
      await context.request.post("/api/session", { data: { name } });
      return context;
    }
  }

  /** Between two scenes: nobody's page is left, and nothing locked, whatever became of the scene. */
  async clear(): Promise<void> {
    for (const database of this.#databases.splice(0)) database.close();
    for (const context of this.#open) await context.close();
    this.#open.clear();
  }

  async close(): Promise<void> {
    await this.clear();
    for (const end of this.#ends.reverse()) await end();
    await this.ada.close();
    await this.grace.close();
  }

  /** A page of Ada's, or of a newcomer's. */
  async page(look: Look, who: "ada" | "newcomer" = "ada", baseURL = this.server.url) {
    const { width, height, dark = false, touch = false } = look;
    const context = await this.browser.newContext({
      baseURL,
      viewport: { width, height },
      hasTouch: touch,
      isMobile: touch,
      deviceScaleFactor: touch ? 2 : 1,
      colorScheme: dark ? "dark" : "light",
      reducedMotion: "reduce",
      ...(who === "ada" ? { storageState: await this.ada.storageState() } : {}),
    });
    this.#open.add(context);
    if (who === "newcomer") {
      await context.request.post("/api/session", { data: { name: people[1] } });
    }
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return page;
  }

  /** A page whose wire to the server can be cut. */
  async wired(look: Look): Promise<{ page: Page; wire: TcpProxy }> {
    const wire = await TcpProxy.start(this.server.port);
    this.#ends.push(() => wire.close());
    return { page: await this.page(look, "ada", wire.url), wire };
  }

  /** A document of its own for a scene that changes it. */
  async document(title: string, markdown: string, owner = this.ada): Promise<string> {
    return document(owner, title, markdown);
  }

  /** From now on this is what its link grants, also to those who have used it. */
  share(id: string, role: "editor" | "viewer"): void {
    const database = new Sqlite(join(this.server.dataDir, "tandem.db"));
    database.prepare('UPDATE "Document" SET "linkRole" = ? WHERE "id" = ?').run(role, id);
    database.prepare('UPDATE "Membership" SET "role" = ? WHERE "documentId" = ?').run(role, id);
    database.close();
  }

  /** The database as another program could have it open. */
  database(): Sqlite.Database {
    const database = new Sqlite(join(this.server.dataDir, "tandem.db"));
    this.#databases.push(database);
    return database;
  }

  /** Somebody who is only there, with a caret at `position`. */
  async visitor(name: string, documentId: string, position: number): Promise<Socket> {
    const { url } = this.server;
    const session = await fetch(`${url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name }),
    });
    const cookie = session.headers.get("set-cookie")?.split(";")[0] ?? "";
    const socket = io(url, { extraHeaders: { cookie }, transports: ["websocket"] });
    this.#ends.push(() => void socket.close());
    await new Promise((resolve) => socket.once("connect", () => resolve(undefined)));
    const joined = await socket.emitWithAck("join", { documentId, protocol: 1 });
    const place = { anchor: position, head: position, version: joined.version };
    await socket.emitWithAck("presence", { documentId, ...place });
    return socket;
  }
}

async function document(owner: BrowserContext, title: string, markdown: string): Promise<string> {
  const data = { title, ...(markdown ? { markdown } : {}) };
  const made = await owner.request.post("/api/documents", { data });
  const { id } = await made.json();
  return id;
}
