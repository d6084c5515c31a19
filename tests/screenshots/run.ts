/** `npm run screenshots`: pictures of every main state into docs/screenshots. */
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { takeAll } from "./pictures";
import { Studio } from "./studio";

const folder = join(import.meta.dirname, "..", "..", "docs", "screenshots");

/** Once nothing moves any more, and fonts and pictures are there. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  const saving = page.getByRole("status").filter({ hasText: "Saving" });
  await saving.waitFor({ state: "hidden" });
  await page.waitForLoadState("networkidle").catch(() => {});
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const only = process.argv[2];
  const studio = await Studio.open();
  let bytes = 0;
  try {
    await takeAll(studio, async (name, page) => {
      if (only && !name.includes(only)) return;
      await settled(page);
      const path = join(folder, `${name}.png`);
      await page.screenshot({ path, caret: "initial" });
      const { size } = statSync(path);
      bytes += size;
      console.log(`${name.padEnd(26)} ${String(Math.round(size / 1024)).padStart(5)} kB`);
    });
  } finally {
    await studio.close();
  }
  console.log(`${"together".padEnd(26)} ${String(Math.round(bytes / 1024)).padStart(5)} kB`);
}

await main();
