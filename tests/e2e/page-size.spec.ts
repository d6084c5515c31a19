/** How much script a page brings, compressed, and how much it may bring at most. */
import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { expect, newDocument, test } from "./fixtures";

/**
 * In kilobytes. A little above what they were when this was written: whoever needs more should know
 * it. `first` is named by the page itself; `all` is there once it can be used.
 */
const budgets = {
  document: { first: 213, all: 466 },
  documents: { first: 210, all: 210 },
  history: { first: 190, all: 407 },
};

async function weigh(page: Page, address: string, ready: () => Promise<unknown>) {
  const sizes = new Map<string, number>();
  const reading: Promise<void>[] = [];
  const fileOf = (path: string) => path.split("/").at(-1) ?? path;
  const weighScript = (response: Response) => {
    if (!new URL(response.url()).pathname.endsWith(".js")) return;
    const read = async () => {
      sizes.set(fileOf(response.url()), gzipSync(await response.body()).length);
    };
    reading.push(read());
  };
  page.on("response", weighScript);
  const answer = await page.goto(address);
  const html = (await answer?.text()) ?? "";
  const named = new Set(
    [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src = ""]) => fileOf(src)),
  );
  await ready();
  await page.waitForLoadState("networkidle");
  // What comes later is fetched ahead of its use, and its reading could outlive the page.
  page.off("response", weighScript);
  await Promise.all(reading);
  const kilobytes = (wanted: (file: string) => boolean) =>
    [...sizes].reduce((sum, [file, size]) => sum + (wanted(file) ? size : 0), 0) / 1000;
  const weight = { first: kilobytes((file) => named.has(file)), all: kilobytes(() => true) };
  const text = `${weight.first.toFixed(0)} kB at first, ${weight.all.toFixed(0)} kB in all`;
  console.log(`${address.replace(/\w{22}/, "…").padEnd(16)} ${text}`);
  test.info().annotations.push({ type: "script", description: text });
  // A page without scripts would be within any budget.
  expect(weight.first).toBeGreaterThan(100);
  return weight;
}

test("the document's page stays within its budget of script", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "# A document\n\nWith a text.");
  const editor = ada.page.locator("[contenteditable=true][aria-label=Document]");
  const { first, all } = await weigh(ada.page, `/d/${id}`, () => editor.waitFor());
  expect(first).toBeLessThan(budgets.document.first);
  expect(all).toBeLessThan(budgets.document.all);
});

test("the page of all documents stays within its budget of script", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  await newDocument(ada);
  const list = ada.page.getByRole("main");
  const { first, all } = await weigh(ada.page, "/", () => list.waitFor());
  expect(first).toBeLessThan(budgets.documents.first);
  expect(all).toBeLessThan(budgets.documents.all);
});

test("the history's page stays within its budget of script", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "# A document\n\nWith a text.");
  const version = ada.page.locator(".prose-past").first();
  const { first, all } = await weigh(ada.page, `/d/${id}/history`, () => version.waitFor());
  expect(first).toBeLessThan(budgets.history.first);
  expect(all).toBeLessThan(budgets.history.all);
});
