/** What a screen reader is given to say: who comes and goes, that something is wrong, and little else. */
import type { Page } from "@playwright/test";
import { expect, newDocument, openEditor, saved, test } from "./fixtures";

test("who comes and goes is read out, and of the text that something is wrong, and over", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const id = await newDocument(ada, "Text.");
  const ben = await newPerson("Ben");
  const editor = await openEditor(page, id);
  const said = page.getByRole("log");
  await openEditor(ben.page, id);
  await expect(said).toContainText("Ben joined.");
  await ben.page.close();
  await expect(said).toContainText("Ben left.");
  const heard = await listenTo(page);
  await editor.getByText("Text.").click();
  for (const word of ["More. ", "And ", "more."]) {
    await page.keyboard.type(word);
    await saved(page);
  }
  await page.waitForTimeout(1500);
  expect(await heard()).toEqual([]);
  await ada.context.setOffline(true);
  await page.keyboard.type(" While offline, letter by letter.", { delay: 60 });
  const kept = page.locator("[aria-live=polite]").filter({ hasText: "your changes are kept" });
  await expect(kept).toBeAttached({ timeout: 60_000 });
  await ada.context.setOffline(false);
  await saved(page);
  await expect(page.locator("[aria-live=polite]").filter({ hasText: "Saved" })).toBeAttached();
  const all = await heard();
  expect(all.at(-1)).toBe("Saved");
  expect(all.length).toBeLessThan(6);
  expect(new Set(all).size).toBe(all.length);
});

/** What a screen reader is given to say from now on, in order. */
async function listenTo(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Reflect.set(window, "heard", heard);
    new MutationObserver((records) => {
      for (const { target } of records) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(
          "[aria-live]:not([aria-live=off]), [role=alert]",
        );
        const text = region?.textContent?.trim();
        if (text && heard.at(-1) !== text) heard.push(text);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => Reflect.get(window, "heard"));
}
