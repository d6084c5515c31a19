/** [I8] The state line at every moment, while somebody types and network or server break. */
import type { Page } from "@playwright/test";
import { type Shown, untruths } from "../support/honesty";
import { LogWatch } from "../support/log-watch";
import type { TandemServer } from "../support/tandem-server";
import { TcpProxy } from "../support/tcp-proxy";
import { expect, newDocument, openEditor, type Person, saved, test } from "./fixtures";

test.use({ baseURL: "" });

/** Reads the page whenever anything in it changes, and every 50 ms. */
async function watchState(page: Page): Promise<() => Promise<readonly Shown[]>> {
  await page.evaluate(() => {
    const shown: Shown[] = [];
    const text = document.querySelector("[role=textbox][aria-label=Document]");
    const letters = () => (text?.textContent ?? "").replaceAll("\u2060", "").length;
    const before = letters();
    const look = () => {
      const line = document.querySelector("header [role=status]")?.textContent ?? "";
      const alert = document.querySelector("header [role=alert]")?.textContent ?? "";
      const banner = alert.includes("Copy my changes");
      shown.push({ at: Date.now(), letters: letters() - before, line, banner });
    };
    new MutationObserver(look).observe(document.body, {
      ...{ subtree: true, childList: true, characterData: true },
    });
    setInterval(look, 50);
    Reflect.set(window, "shown", shown);
  });
  return () => page.evaluate(() => Reflect.get(window, "shown"));
}

/** Types on until it is told to stop. */
function typeOn(page: Page): () => Promise<void> {
  let on = true;
  const typing = (async () => {
    while (on) await page.keyboard.type("abcdefghij".charAt(Date.now() % 10), { delay: 90 });
  })();
  return () => {
    on = false;
    return typing;
  };
}

async function judged(
  { page }: Person,
  { url, dataDir }: Pick<TandemServer, "url" | "dataDir">,
  id: string,
  trouble: () => Promise<void>,
): Promise<readonly Shown[]> {
  const editor = await openEditor(page, id, url);
  await editor.getByText("Start.").click();
  await page.keyboard.press("End");
  await saved(page);
  const state = await watchState(page);
  const log = new LogWatch(dataDir, id);
  const stop = typeOn(page);
  await trouble();
  await page.waitForTimeout(1000);
  await stop();
  await expect(page.locator("header [role=status]")).toHaveText("Saved", { timeout: 30_000 });
  await expect(page.getByText("Copy my changes")).toHaveCount(0);
  const shown = await state();
  log.close();
  // It looked, and there was something to see.
  expect(log.looks.length).toBeGreaterThan(100);
  expect(shown.at(-1)?.letters).toBeGreaterThan(20);
  expect(log.looks.at(-1)?.letters).toBe(shown.at(-1)?.letters);
  expect(untruths(shown, log.looks).slice(0, 8)).toEqual([]);
  return shown;
}

const lines = (shown: readonly Shown[]) => [...new Set(shown.map(({ line }) => line))].join(" | ");

test("the network goes away, is silent, and breaks again and again", async ({
  newPerson,
  ownServer,
}) => {
  test.setTimeout(180_000);
  const wire = await TcpProxy.start(ownServer.port);
  const ada = await newPerson();
  const { page, context } = ada;
  const id = await newDocument(ada, "Start.", wire.url);
  const through = { url: wire.url, dataDir: ownServer.dataDir };
  const shown = await judged(ada, through, id, async () => {
    await page.waitForTimeout(1500);
    await context.setOffline(true);
    await page.waitForTimeout(3000);
    await context.setOffline(false);
    await page.waitForTimeout(2000);
    wire.cut();
    await page.waitForTimeout(7000);
    wire.mend();
    await page.waitForTimeout(3000);
    for (let i = 0; i < 6; i += 1) {
      wire.cut();
      wire.mend();
      await page.waitForTimeout(700);
    }
    await page.waitForTimeout(3000);
    wire.hold();
    await page.waitForTimeout(8000);
    wire.mend();
  });
  expect(lines(shown)).toMatch(/Saving….*kept on this device/);
  await wire.close();
});

test("the server is killed, restarted and stopped in its tracks", async ({
  newPerson,
  ownServer,
}) => {
  test.setTimeout(180_000);
  const ada = await newPerson();
  const { page } = ada;
  const id = await newDocument(ada, "Start.", ownServer.url);
  const shown = await judged(ada, ownServer, id, async () => {
    await page.waitForTimeout(1500);
    await ownServer.kill("SIGKILL");
    await page.waitForTimeout(2000);
    await ownServer.launch();
    await page.waitForTimeout(4000);
    process.kill(ownServer.pid, "SIGSTOP");
    await page.waitForTimeout(7000);
    process.kill(ownServer.pid, "SIGCONT");
    await page.waitForTimeout(3000);
    await ownServer.kill("SIGTERM");
    await ownServer.launch();
  });
  expect(lines(shown)).toMatch(/Saving….*Not saved yet/);
});

test("a server that answers nothing for long is told, and what was typed can be copied", async ({
  newPerson,
  ownServer,
}) => {
  test.setTimeout(180_000);
  const ada = await newPerson();
  const { page, context } = ada;
  const id = await newDocument(ada, "Start.", ownServer.url);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await judged(ada, ownServer, id, async () => {
    await page.waitForTimeout(1000);
    process.kill(ownServer.pid, "SIGSTOP");
    await expect(page.getByRole("button", { name: "Copy my changes" })).toBeVisible({
      timeout: 60_000,
    });
    await page.getByRole("button", { name: "Copy my changes" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^[a-j]{20,}$/);
    await page.waitForTimeout(5000);
    process.kill(ownServer.pid, "SIGCONT");
    await page.getByText("Start.").click();
    await page.keyboard.press("End");
  });
});
