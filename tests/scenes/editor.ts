/** The editor: alone, with others, empty, strained, read-only, and in its views. */
import type { Page } from "@playwright/test";
import { planTitle } from "./content";
import { caretAfter, deskAndPhone, everyLook, openEditor, press, type Scene } from "./scene";
import type { Look, Stage } from "./stage";

async function plan(stage: Stage, look: Look): Promise<Page> {
  const page = await stage.page(look);
  await openEditor(page, stage.documents.plan);
  return page;
}

/** All others, or those for whom there was no room. */
function crowd(page: Page) {
  return page.getByRole("button", { name: /more people here|^People here/ });
}

async function many(stage: Stage, look: Look): Promise<Page> {
  const page = await stage.page(look);
  await openEditor(page, stage.documents.crowded);
  await crowd(page).waitFor();
  await page.locator(".remote-caret").nth(7).waitFor({ state: "attached" });
  return page;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export const editorScenes: readonly Scene[] = [
  {
    name: "editor",
    looks: everyLook,
    async play(stage, look) {
      const page = await plan(stage, look);
      const afterBridge = 261;
      const grace = await stage.visitor("Grace Hopper", stage.documents.plan, afterBridge);
      page.context().once("close", () => void grace.close());
      await page.locator(".remote-caret").first().waitFor();
      return page;
    },
  },
  {
    name: "editor-empty",
    looks: ["desk", "dark", "phone"],
    async play(stage, look) {
      const page = await stage.page(look);
      await openEditor(page, stage.documents.empty);
      return page;
    },
  },
  {
    name: "editor-strained",
    looks: ["desk", "wide", "phone"],
    async play(stage, look) {
      const page = await stage.page(look);
      await openEditor(page, stage.documents.strained);
      return page;
    },
  },
  { name: "editor-many", looks: ["desk", "dark", "phone"], play: many },
  {
    name: "editor-people",
    looks: deskAndPhone,
    async play(stage, look) {
      const page = await many(stage, look);
      await press(look, crowd(page));
      await page.getByRole("menu").waitFor();
      return page;
    },
  },
  {
    name: "editor-following",
    looks: deskAndPhone,
    async play(stage, look) {
      const page = await many(stage, look);
      if (look.touch) await press(look, crowd(page));
      const role = look.touch ? "menuitem" : "button";
      await press(look, page.getByRole(role, { name: /^Follow / }).first());
      await page.getByText(/^Following /).waitFor();
      return page;
    },
  },
  {
    name: "editor-outline",
    looks: ["desk", "phone", "phone-dark"],
    async play(stage, look) {
      const page = await plan(stage, look);
      await press(look, page.getByRole("button", { name: /^Outline and count/ }));
      await page.getByRole("dialog", { name: "Outline and count" }).waitFor();
      return page;
    },
  },
  {
    name: "editor-full-width",
    looks: ["desk", "wide"],
    async play(stage, look) {
      const page = await stage.page(look);
      await page.addInitScript(() => localStorage.setItem("tandem-wide", "yes"));
      await openEditor(page, stage.documents.strained);
      return page;
    },
  },
  {
    name: "editor-focus",
    looks: ["desk", "dark", "phone"],
    // To fade all but one block is what it is asked for.
    exempt: ["color-contrast"],
    async play(stage, look) {
      const page = await plan(stage, look);
      await press(look, page.getByRole("button", { name: "More", exact: true }));
      await press(look, page.getByRole("menuitem", { name: "Focus mode" }));
      await page.getByRole("button", { name: "Leave focus" }).waitFor();
      await caretAfter(page, "Children ride first");
      await wait(300);
      return page;
    },
  },
  {
    name: "editor-viewer",
    looks: deskAndPhone,
    async play(stage, look) {
      const page = await stage.page(look);
      await page.goto(`/d/${stage.documents.foreign}`);
      await page.locator('.prose[contenteditable="false"]').waitFor();
      return page;
    },
  },
  {
    name: "editor-menu",
    looks: everyLook,
    async play(stage, look) {
      const page = await plan(stage, look);
      await press(look, page.getByRole("button", { name: "More", exact: true }));
      await page.getByRole("menu").waitFor();
      return page;
    },
  },
  {
    name: "editor-shortcuts",
    looks: ["desk", "dark", "phone"],
    async play(stage, look) {
      const page = await plan(stage, look);
      await page.keyboard.press("ControlOrMeta+/");
      await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
      return page;
    },
  },
  {
    name: "editor-name",
    looks: deskAndPhone,
    async play(stage, look) {
      const page = await plan(stage, look);
      await page.keyboard.press("ControlOrMeta+s");
      await page.getByRole("dialog", { name: "Name this version" }).waitFor();
      return page;
    },
  },
  {
    name: "editor-title",
    looks: deskAndPhone,
    async play(stage, look) {
      const page = await plan(stage, look);
      await page.getByRole("textbox", { name: "Title" }).click();
      await page.getByText(planTitle).waitFor();
      return page;
    },
  },
];
