/** What React does at a keystroke: nothing, unless something it shows has changed. */
import type { Page } from "@playwright/test";
import { expect, newDocument, openEditor, saved, test } from "./fixtures";

const markdown =
  "# A heading\n\nA paragraph to write in.\n\n## Another\n\n| a | b |\n|---|---|\n| 1 | 2 |";

/** Names of components as they render, told by React to whatever stands where its tools would. */
async function watchRenders(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    interface Fiber {
      readonly tag: number;
      readonly type: unknown;
      readonly flags: number;
      readonly child: Fiber | null;
      readonly sibling: Fiber | null;
      readonly alternate: Fiber | null;
    }
    const rendered: string[] = [];
    const isComponent = ({ tag }: Fiber) => tag === 0 || tag === 1 || tag === 11 || tag === 15;
    const look = (fiber: Fiber | null, before: Fiber | null) => {
      for (let one = fiber; one; one = one.sibling) {
        // React calls this flag PerformedWork.
        if (isComponent(one) && (one.flags & 1) !== 0) {
          rendered.push(String(Reflect.get(Object(one.type), "name") ?? "?"));
        }
        // Children that are the same objects were not gone through.
        const same = one.alternate && one.child === one.alternate.child;
        if (!same && one !== before) look(one.child, one.alternate);
      }
    };
    Reflect.set(window, "renderedNames", rendered);
    Reflect.set(window, "__REACT_DEVTOOLS_GLOBAL_HOOK__", {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberUnmount: () => {},
      onCommitFiberRoot: (_id: number, { current }: { current: Fiber }) => {
        if (current.alternate) look(current.child, current.alternate);
      },
    });
  });
  return () =>
    page.evaluate(() => {
      const rendered: string[] = Reflect.get(window, "renderedNames");
      return rendered.splice(0);
    });
}

/** Elements outside of the text that changed, as they read now. */
async function watchPage(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const changed: string[] = [];
    const text = document.querySelector("[role=textbox][aria-label=Document]");
    const observer = new MutationObserver((records) => {
      for (const { target, type } of records) {
        const { parentElement } = target;
        const element = target instanceof Element ? target : parentElement;
        if (!text?.contains(target)) changed.push(`${type}: ${element?.outerHTML.slice(0, 120)}`);
      }
    });
    const everything = { attributes: true, characterData: true, childList: true, subtree: true };
    observer.observe(document.body, everything);
    Reflect.set(window, "changedElements", changed);
  });
  return () =>
    page.evaluate(() => {
      const changed: string[] = Reflect.get(window, "changedElements");
      return changed.splice(0);
    });
}

test("letters render nothing round the text, while a mark renders its button", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  await page.setViewportSize({ width: 1400, height: 800 });
  const rendered = await watchRenders(page);
  const editor = await openEditor(page, await newDocument(ada, markdown));
  await editor.getByText("A paragraph to write in.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" Warm");
  const changed = await watchPage(page);
  await rendered();

  // Faster than "Saved" would be said in between; on a machine that stalls, once more.
  await expect(async () => {
    await page.keyboard.type("x");
    await rendered();
    await changed();
    // Slowly enough for each letter to be stored before the next.
    await page.keyboard.type("and letters more", { delay: 130 });
    expect(await rendered()).toEqual([]);
    expect(await changed()).toEqual([]);
  }).toPass({ timeout: 30_000 });

  await saved(page);
  expect((await rendered()).length).toBeGreaterThan(0);
  await changed();
  await page.keyboard.press("ControlOrMeta+b");
  await expect(page.getByRole("button", { name: "Bold" })).toHaveAttribute("aria-pressed", "true");
  expect((await rendered()).length).toBeGreaterThan(0);
  expect((await changed()).length).toBeGreaterThan(0);
});

test("what others type renders nothing either", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const rendered = await watchRenders(ada.page);
  const id = await newDocument(ada, markdown);
  const mine = await openEditor(ada.page, id);
  const theirs = await openEditor(ben.page, id);
  await theirs.getByText("A paragraph to write in.").click();
  await ben.page.keyboard.press("End");
  await ben.page.keyboard.type(" Hello");
  await expect(mine).toContainText("Hello");
  await expect(async () => {
    await rendered();
    await ben.page.keyboard.type("again", { delay: 130 });
    expect(await rendered()).toEqual([]);
  }).toPass({ timeout: 30_000 });
  await expect(mine).toContainText("again");
});

test("letters in a table render nothing either, with its handles beside them", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const rendered = await watchRenders(page);
  const editor = await openEditor(page, await newDocument(ada, markdown));
  await editor.locator("td").first().click();
  await page.keyboard.type("w");
  await expect(page.getByRole("button", { name: "Row: drag to move" })).toBeVisible();
  await rendered();
  await expect(async () => {
    await page.keyboard.type("x");
    await rendered();
    await page.keyboard.type("and letters more", { delay: 130 });
    expect(await rendered()).toEqual([]);
  }).toPass({ timeout: 30_000 });
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Column: drag to move" })).toBeVisible();
});
