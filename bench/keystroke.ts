/**
 * `npm run bench:keystroke`: what a keystroke costs a browser, in its own figures: one page where it
 * is typed, and one where it arrives. Milliseconds of the main thread per keystroke.
 */
import { type CDPSession, chromium, type Page } from "@playwright/test";
import { findBrowser } from "@/scripts/find-browser.mjs";
import { TandemServer } from "@/tests/support/tandem-server";

const keystrokes = 300;
const everyMs = 40;
/** What Chromium counts, and what it is called here. */
const counted = [
  ["ScriptDuration", "script"],
  ["RecalcStyleDuration", "style"],
  ["LayoutDuration", "layout"],
  ["TaskDuration", "all tasks"],
] as const;

const server = await TandemServer.start();
const executablePath = findBrowser();
const browser = await chromium.launch(executablePath ? { executablePath } : {});
try {
  const context = await browser.newContext();
  const typing = await context.newPage();
  await typing.goto(server.url);
  const made = await typing.request.post(`${server.url}/api/documents`, {
    data: { markdown: Array(60).fill("A paragraph that somebody began before.").join("\n\n") },
  });
  const { id } = await made.json();
  const reading = await (await browser.newContext()).newPage();
  for (const page of [reading, typing]) {
    await page.goto(`${server.url}/d/${id}`);
    await page.getByRole("textbox", { name: "Document" }).waitFor();
  }
  await typing.getByRole("textbox", { name: "Document" }).locator("p").nth(30).click();
  await type(typing, 50);
  const pages = [await watch(typing), await watch(reading)];
  const before = await Promise.all(pages.map(figures));
  await type(typing, keystrokes);
  await typing.waitForTimeout(500);
  const after = await Promise.all(pages.map(figures));
  for (const [index, where] of ["where it is typed", "where it arrives"].entries()) {
    const told = counted.map(([name, shown]) => {
      const seconds = (after[index]?.get(name) ?? 0) - (before[index]?.get(name) ?? 0);
      return `${shown} ${((seconds * 1000) / keystrokes).toFixed(2)} ms`;
    });
    console.log(`${where}: ${told.join(", ")}`);
  }
} finally {
  await browser.close();
  await server.dispose();
}

async function type(page: Page, count: number): Promise<void> {
  await page.keyboard.type("etaoin shrdlu ".repeat(Math.ceil(count / 14)).slice(0, count), {
    delay: everyMs,
  });
}

async function watch(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return session;
}

async function figures(session: CDPSession): Promise<Map<string, number>> {
  const { metrics } = await session.send("Performance.getMetrics");
  return new Map(metrics.map(({ name, value }) => [name, value]));
}
