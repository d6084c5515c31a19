/**
 * `npm run bench:typing`: how long a keystroke takes to be painted in a document of 200 pages while
 * twenty people write in it, beside a bare TipTap page with the same text. Both are typed into in
 * turns, on one machine in one run, and measured by the browser's own traces.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findBrowser } from "@/scripts/find-browser.mjs";
import { TandemServer } from "@/tests/support/tandem-server";
import { serveBarePage } from "./bare-server";
import { longDocument } from "./long-document";
import { profiled } from "./profile";
import { type Measured, report } from "./report";
import { type Keystroke, keystrokes } from "./traces";

const { values } = parseArgs({
  options: {
    pages: { type: "string", default: "200" },
    writers: { type: "string", default: "20" },
    rounds: { type: "string", default: "4" },
    keys: { type: "string", default: "100" },
    profile: { type: "boolean", default: false },
    nice: { type: "string", default: "10" },
  },
});

/** Keys a second, each at its own time: a fast typist. */
const keyEveryMs = 125;
/** Before the engine has compiled what a keystroke runs; two paragraphs are made as well. */
const warmUpKeys = 24;
const typed = "Somebody writes a sentence here while the others write theirs. ";
const categories = [
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
  "disabled-by-default-devtools.timeline.frame",
  "toplevel",
];

async function typeKeys(page: Page, count: number, from: number): Promise<void> {
  const start = performance.now();
  for (let i = 0; i < count; i += 1) {
    const letter = typed[(from + i) % typed.length] ?? "x";
    // A new paragraph now and then, as people make them.
    await page.keyboard.press((from + i) % 97 === 96 ? "Enter" : letter === " " ? "Space" : letter);
    const wait = start + (i + 1) * keyEveryMs - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** The first Enter of a page is measured by itself: nothing that it runs was compiled before. */
async function warmUp(page: Page, browser: Browser): Promise<readonly Keystroke[]> {
  const half = warmUpKeys / 2;
  await typeKeys(page, half, 0);
  const firstEnter = await traced(page, browser, async () => {
    await page.keyboard.press("Enter");
    await page.waitForTimeout(500);
  });
  await typeKeys(page, half, half);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(keyEveryMs);
  return firstEnter;
}

async function traced(
  page: Page,
  browser: Browser,
  work: () => Promise<void>,
): Promise<readonly Keystroke[]> {
  await browser.startTracing(page, { categories });
  await work();
  const trace = await browser.stopTracing();
  return keystrokes(trace.toString("utf8"));
}

async function measured(browser: Browser, url: string): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(url);
  const editor = page.locator("[role=textbox][contenteditable=true]");
  await editor.waitFor();
  // What a page does once, after it was opened, is not what a key costs.
  await page.waitForTimeout(2000);
  const place = editor.locator("> p").nth(1);
  await place.scrollIntoViewIfNeeded();
  await place.click();
  await page.keyboard.press("End");
  const firstEnters = await warmUp(page, browser);
  if (values.profile) {
    console.log(url);
    await profiled(page, () => typeKeys(page, Number(values.keys), warmUpKeys));
  }
  const keys = await traced(page, browser, () => typeKeys(page, Number(values.keys), warmUpKeys));
  await context.close();
  return { keys, firstEnters };
}

/**
 * Lets this process, and whoever it starts from here on, have the processor after all others. Linux
 * shares it among sessions first (`sched_autogroup_enabled`), and a process's own nice value counts
 * within its session only: the browser has one of its own.
 */
function giveWay(nice: number): void {
  setPriority(nice);
  shareSession(nice);
}

function shareSession(nice: number): void {
  const session = "/proc/self/autogroup";
  if (existsSync(session)) writeFileSync(session, `${nice}`);
}

async function makeDocument(url: string, markdown: string) {
  const headers = { "content-type": "application/json", origin: url };
  const session = await fetch(`${url}/api/session`, { method: "POST", headers, body: "{}" });
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const answer = await fetch(`${url}/api/documents`, {
    method: "POST",
    headers: { ...headers, cookie },
    body: JSON.stringify({ title: "A long document", markdown }),
  });
  if (answer.status !== 201) throw new Error(`no document: ${await answer.text()}`);
  const { id } = await answer.json();
  const content = `${url}/api/documents/${id}/content?format=json`;
  const stored = await fetch(content, { headers: { cookie } });
  if (!stored.ok) throw new Error(`the document can't be read: ${await stored.text()}`);
  return { id: String(id), content: (await stored.json()).doc };
}

async function startWriters(url: string, documentId: string): Promise<ChildProcess> {
  const path = new URL("./writers.ts", import.meta.url).pathname;
  const child = fork(path, [url, documentId, values.writers, "5"]);
  await once(child, "message");
  return child;
}

async function main(): Promise<void> {
  const { markdown, words } = longDocument(Number(values.pages));
  const executablePath = findBrowser();
  const browser = await chromium.launch(executablePath ? { executablePath } : {});
  // In use the server and the other people are other machines: here they give way to the browser.
  // Whoever is started from here on inherits it. With 0 they take a third of its two cores.
  giveWay(Number(values.nice));
  const server = await TandemServer.start();
  const { id: documentId, content } = await makeDocument(server.url, markdown);
  const bare = await serveBarePage(content);
  const writers =
    Number(values.writers) > 0 ? await startWriters(server.url, documentId) : undefined;
  const load = `${values.pages} pages, ${words} words, ${values.writers} people at 5 keys/s`;
  console.log(`${load}, server and people at nice ${values.nice}`);
  try {
    const product: Measured[] = [];
    const floor: Measured[] = [];
    const start = performance.now();
    for (let round = 0; round < Number(values.rounds); round += 1) {
      product.push(await measured(browser, `${server.url}/d/${documentId}`));
      floor.push(await measured(browser, bare.url));
    }
    const seconds = (performance.now() - start) / 1000;
    let others = 0;
    if (writers) {
      writers.send("count");
      [others] = await once(writers, "message");
    }
    report({ product, floor, othersPerSecond: others / seconds });
  } finally {
    writers?.disconnect();
    bare.close();
    await browser.close();
    await server.dispose();
    // A session outlives its programs.
    shareSession(0);
  }
}

await main();
