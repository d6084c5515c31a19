/** A server, a browser, and people in it: what every picture is taken of. */
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { io, type Socket } from "socket.io-client";
import { findBrowser } from "@/scripts/find-browser.mjs";
import { TandemServer } from "../support/tandem-server";

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}

export class Studio {
  readonly #sockets: Socket[] = [];

  private constructor(
    readonly server: TandemServer,
    readonly browser: Browser,
  ) {}

  static async open(): Promise<Studio> {
    const executablePath = findBrowser();
    const browser = await chromium.launch(executablePath ? { executablePath } : {});
    return new Studio(await TandemServer.start(), browser);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.close();
    await this.browser.close();
    await this.server.dispose();
  }

  /** Somebody with a browser of their own. */
  async person(name: string): Promise<BrowserContext> {
    const context = await this.browser.newContext({ baseURL: this.server.url });
    await context.request.post("/api/session", { data: { name } });
    return context;
  }

  /** A page of somebody's, as large and as dark as it should look. */
  async page(context: BrowserContext, { width = 1280, height = 800, dark = false }: Look = {}) {
    const page = await context.newPage();
    await page.setViewportSize({ width, height });
    await page.emulateMedia({
      colorScheme: dark ? "dark" : "light",
      reducedMotion: "reduce",
    });
    return page;
  }

  async document(context: BrowserContext, title: string, markdown: string): Promise<string> {
    const data = { title, markdown };
    const made = await context.request.post("/api/documents", { data });
    const { id } = await made.json();
    return id;
  }

  /** Somebody who is only there, with a caret at `position`. */
  async visitor(name: string, documentId: string, position: number): Promise<void> {
    const { url } = this.server;
    const session = await fetch(`${url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name }),
    });
    const cookie = session.headers.get("set-cookie")?.split(";")[0] ?? "";
    const socket = io(url, { extraHeaders: { cookie }, transports: ["websocket"] });
    this.#sockets.push(socket);
    await new Promise((resolve) => socket.once("connect", () => resolve(undefined)));
    const joined = await socket.emitWithAck("join", { documentId, protocol: 1 });
    const place = { anchor: position, head: position, version: joined.version };
    await socket.emitWithAck("presence", { documentId, ...place });
  }

  /** Takes a change out of somebody's hands: types a line at the end of the first paragraph. */
  async write(page: Page, where: string, words: string): Promise<void> {
    await page.getByText(where).first().click();
    await page.keyboard.press("End");
    await page.keyboard.type(words, { delay: 5 });
    await page.getByRole("status").filter({ hasText: "Saved" }).waitFor();
  }
}

export async function openEditor(page: Page, id: string): Promise<void> {
  await page.goto(`/d/${id}`);
  await page.locator('.prose[contenteditable="true"]').waitFor();
}
