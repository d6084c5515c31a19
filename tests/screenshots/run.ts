/** `npm run screenshots [-- name … or start of names*]`: pictures of scenes into docs/screenshots. */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { findBrowser } from "@/scripts/find-browser.mjs";
import { scenes } from "../scenes/scenes";
import { type LookName, looks, Stage } from "../scenes/stage";
import { TandemServer } from "../support/tandem-server";

const folder = join(import.meta.dirname, "..", "..", "docs", "screenshots");

/** Once nothing moves any more, and fonts and pictures are there. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const saving = page.getByRole("status").filter({ hasText: "Saving" });
  await saving.waitFor({ state: "hidden" });
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

const pictureName = (scene: string, look: LookName) =>
  look === "desk" ? scene : `${scene}-${look}`;

/** Without a wish, all of them. */
function isAsked(name: string, asked: readonly string[]): boolean {
  const fits = (wish: string) =>
    wish.endsWith("*") ? name.startsWith(wish.slice(0, -1)) : name === wish;
  return asked.length === 0 || asked.some(fits);
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const asked = process.argv.slice(2);
  const executablePath = findBrowser();
  const browser = await chromium.launch(executablePath ? { executablePath } : {});
  const server = await TandemServer.start();
  const stage = await Stage.open(server, browser);
  let bytes = 0;
  const failed: string[] = [];
  try {
    for (const scene of scenes) {
      for (const look of scene.looks) {
        const name = pictureName(scene.name, look);
        if (!isAsked(name, asked)) continue;
        try {
          const page = await scene.play(stage, looks[look]);
          await settled(page);
          const path = join(folder, `${name}.png`);
          await page.screenshot({ path, caret: "initial" });
          const { size } = statSync(path);
          bytes += size;
          console.log(`${name.padEnd(30)} ${String(Math.round(size / 1024)).padStart(5)} kB`);
        } catch (error) {
          failed.push(name);
          console.error(`${name.padEnd(30)} failed: ${error}`);
        } finally {
          await stage.clear();
        }
      }
    }
  } finally {
    await stage.close();
    await browser.close();
    await server.dispose();
  }
  console.log(`${"together".padEnd(30)} ${String(Math.round(bytes / 1024)).padStart(5)} kB`);
  if (failed.length > 0) throw new Error(`Not taken: ${failed.join(", ")}`);
}

await main();
