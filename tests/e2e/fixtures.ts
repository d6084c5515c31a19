/** Playwright with a Tandem of its own per worker, and people who each have their own browser. */
import {
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import { TandemServer } from "../support/tandem-server";

export { expect };

/** Somebody with a browser of their own: cookies, storage and all. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
}

interface TestFixtures {
  /** Makes a new guest, named when told. */
  newPerson(name?: string): Promise<Person>;
  /** A server for this test alone: to be killed. */
  ownServer: TandemServer;
}

export const test = base.extend<TestFixtures, { server: TandemServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's parameters
    async ({}, use) => {
      const server = await TandemServer.start();
      await use(server);
      await server.dispose();
    },
    { scope: "worker" },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's parameters
  ownServer: async ({}, use) => {
    const server = await TandemServer.start();
    await use(server);
    await server.dispose();
  },
  baseURL: async ({ server }, use) => use(server.url),
  newPerson: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (name) => {
      const context = await browser.newContext(baseURL ? { baseURL } : {});
      contexts.push(context);
      if (name) await context.request.post("/api/session", { data: { name } });
      return { context, page: await context.newPage() };
    });
    for (const context of contexts) await context.close();
  },
});

/** A new document by the API, with `markdown` as its content. */
export async function newDocument(
  { context }: Person,
  markdown = "",
  baseURL?: string,
): Promise<string> {
  const path = `${baseURL ?? ""}/api/documents`;
  await context.request.post(`${baseURL ?? ""}/api/session`, { data: {} });
  const answer = await context.request.post(path, { data: markdown ? { markdown } : {} });
  expect(answer.status()).toBe(201);
  const { id } = await answer.json();
  return id;
}

/** The editor of a page, once it can be written in. */
export async function openEditor(page: Page, documentId: string, baseURL = "") {
  await page.goto(`${baseURL}/d/${documentId}`);
  const editor = page.getByRole("textbox", { name: "Document" });
  await expect(editor).toHaveAttribute("contenteditable", "true");
  return editor;
}

/** Waits until an element reads `text`; what draws the others' carets is no text of the document. */
export async function reads(locator: Locator, text: string): Promise<void> {
  const content = () =>
    locator.evaluate((element) => element.textContent?.replaceAll("\u2060", "").trim());
  await expect.poll(content, { timeout: 20_000 }).toBe(text);
}

/** Waits until everything typed here is stored. */
export async function saved(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: /\bSaved\b/ })).toBeVisible();
}
