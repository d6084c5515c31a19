/** The pictures, each with the state it shows. */
import type { BrowserContext, Page } from "@playwright/test";
import { others, people, plan, planTitle } from "./content";
import { type Look, openEditor, type Studio } from "./studio";

type Take = (name: string, page: Page) => Promise<void>;

interface Set {
  readonly studio: Studio;
  readonly ada: BrowserContext;
  readonly id: string;
  readonly take: Take;
}

const phone: Look = { width: 360, height: 740 };

export async function takeAll(studio: Studio, take: Take): Promise<void> {
  const stranger = await studio.person("Ada Lovelace");
  const first = await studio.page(stranger);
  await first.goto("/");
  await first.getByRole("heading", { name: "Documents" }).waitFor();
  await take("documents-empty", first);
  await stranger.close();

  const ada = await studio.person(people[0]);
  for (const [title, text] of others) await studio.document(ada, title, text);
  const id = await studio.document(ada, planTitle, plan);
  const set = { studio, ada, id, take };
  await editors(set);
  await histories(set);
  await lists(set);
  await exceptions(set);
}

async function editors({ studio, ada, id, take }: Set): Promise<void> {
  const grace = await studio.person(people[1]);
  const hers = await studio.page(grace);
  await openEditor(hers, id);
  await studio.write(hers, "Posters and programme", " in colour");
  for (const [name, look] of [
    ["editor", {}],
    ["editor-dark", { dark: true }],
    ["editor-phone", phone],
    ["editor-wide", { width: 1920, height: 1080 }],
  ] as const) {
    const page = await studio.page(ada, look);
    await openEditor(page, id);
    await hers.getByText("There is water at three").click();
    await hers.keyboard.press("End");
    await page.locator(".remote-caret").first().waitFor();
    await take(name, page);
    await page.close();
  }
  const menus = await studio.page(ada);
  await openEditor(menus, id);
  await menus.getByText("right where they come up").click();
  await menus.keyboard.press("End");
  // The browser tells of the caret's new place a little later.
  await menus.waitForTimeout(200);
  await menus.keyboard.press("Enter");
  await menus.keyboard.type("/");
  await menus.getByRole("listbox").waitFor();
  await take("editor-blocks", menus);
  await menus.keyboard.press("Escape");
  for (let i = 0; i < 2; i++) await menus.keyboard.press("Backspace");
  await menus.getByText("Children ride first").dblclick({ position: { x: 60, y: 12 } });
  await menus.getByRole("toolbar", { name: "Selected text" }).waitFor();
  await take("editor-selection", menus);
  await menus.close();
  const names = ["Alan", "Edsger", "Barbara", "Donald", "Frances", "Ken", "Margaret", "Niklaus"];
  for (const [index, name] of names.entries()) await studio.visitor(name, id, 40 + index * 75);
  const crowd = await studio.page(ada);
  await openEditor(crowd, id);
  await crowd
    .locator(".remote-caret")
    .nth(names.length - 1)
    .waitFor();
  await take("editor-many", crowd);
  await crowd.close();
  await grace.close();
}

async function histories({ studio, ada, id, take }: Set): Promise<void> {
  const page = await studio.page(ada);
  await openEditor(page, id);
  await studio.write(page, "Workshop at the bridge", ", all day");
  for (const [name, look] of [
    ["history", {}],
    ["history-dark", { dark: true }],
    ["history-phone", phone],
  ] as const) {
    const shown = await studio.page(ada, look);
    await shown.goto(`/d/${id}/history`);
    await shown.getByText("Who does what").first().waitFor();
    await take(name, shown);
    await shown.close();
  }
  await page.close();
}

async function lists({ studio, ada, id, take }: Set): Promise<void> {
  const alan = await studio.person(people[2]);
  const his = await studio.page(alan);
  await openEditor(his, id);
  for (const [name, look] of [
    ["documents", {}],
    ["documents-dark", { dark: true }],
    ["documents-phone", phone],
  ] as const) {
    const page = await studio.page(ada, look);
    await page.goto("/");
    await page.getByRole("link", { name: planTitle }).waitFor();
    await take(name, page);
    await page.close();
  }
  const page = await studio.page(ada);
  await page.goto("/?search=tricycle");
  await page.getByText("Nothing found").waitFor();
  await take("documents-nothing-found", page);
  await page.close();
  await alan.close();
}

async function exceptions({ studio, ada, id, take }: Set): Promise<void> {
  const system = await studio.page(ada);
  await system.goto("/system?token=administrators-token-for-tests");
  await system.getByText("journal").first().waitFor();
  await take("system", system);
  const nothing = await studio.page(ada);
  await nothing.goto("/d/nothing-is-here-at-all");
  await take("not-found", nothing);
  const page = await studio.page(ada);
  await openEditor(page, id);
  await studio.server.kill();
  await page.getByText("right where they come up").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" Even without a connection.");
  await page
    .getByRole("status")
    .filter({ hasText: /Reconnecting|Offline/ })
    .waitFor();
  await take("editor-offline", page);
}
