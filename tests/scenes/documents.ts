/** The list of documents: filled, empty, searched, in the trash, with its menus, and without a server. */
import type { Page } from "@playwright/test";
import { planTitle } from "./content";
import { deskAndPhone, everyLook, press, type Scene } from "./scene";
import type { Look, Stage } from "./stage";

async function list(stage: Stage, look: Look, path = "/"): Promise<Page> {
  const page = await stage.page(look);
  await page.goto(path);
  if (path === "/") await page.getByRole("link", { name: planTitle }).first().waitFor();
  return page;
}

/** The server does not answer what the list asks. */
async function silence(page: Page): Promise<void> {
  await page.route("**/api/documents?*", (route) => route.abort());
}

export const documentScenes: readonly Scene[] = [
  { name: "documents", looks: everyLook, play: list },
  {
    name: "documents-empty",
    looks: ["desk", "dark", "phone"],
    async play(stage, look) {
      const page = await stage.page(look, "newcomer");
      await page.goto("/");
      await page.getByText("Nothing here yet").waitFor();
      return page;
    },
  },
  {
    name: "documents-menu",
    looks: ["desk", "dark", "phone"],
    async play(stage, look) {
      const page = await list(stage, look);
      await press(look, page.getByRole("button", { name: `More about ${planTitle}` }).first());
      await page.getByRole("menu").waitFor();
      return page;
    },
  },
  {
    name: "documents-people",
    looks: deskAndPhone,
    async play(stage, look) {
      const page = await list(stage, look);
      await press(look, page.getByRole("button", { name: /^In it now/ }).first());
      await page.getByRole("dialog", { name: "In it now" }).waitFor();
      return page;
    },
  },
  {
    name: "documents-renaming",
    looks: deskAndPhone,
    async play(stage, look) {
      const page = await list(stage, look);
      await press(look, page.getByRole("button", { name: `More about ${planTitle}` }).first());
      await press(look, page.getByRole("menuitem", { name: "Rename" }));
      await page.getByRole("textbox", { name: /^New title/ }).waitFor();
      return page;
    },
  },
  {
    name: "documents-nothing-found",
    looks: deskAndPhone,
    async play(stage, look) {
      const page = await list(stage, look, "/?search=tricycle-with-a-name-as-long-as-the-window");
      await page.getByText("Nothing found").waitFor();
      return page;
    },
  },
  {
    name: "documents-no-stars",
    looks: ["phone"],
    async play(stage, look) {
      const page = await stage.page(look, "newcomer");
      await page.goto("/?view=starred");
      await page.getByText("No stars yet").waitFor();
      return page;
    },
  },
  {
    name: "documents-trash",
    looks: deskAndPhone,
    async play(stage, look) {
      const id = await stage.document("A plan that came to nothing", "Gone.");
      await stage.ada.request.delete(`/api/documents/${id}`);
      const page = await list(stage, look, "/?view=trash");
      await page.getByText("came to nothing").first().waitFor();
      return page;
    },
  },
  {
    name: "documents-failed",
    looks: deskAndPhone,
    async play(stage, look) {
      const page = await stage.page(look, "newcomer");
      await page.goto("/");
      await silence(page);
      await press(look, page.getByRole("button", { name: "Starred" }));
      await page.getByText("could not be loaded").waitFor();
      return page;
    },
  },
  {
    name: "documents-old",
    looks: ["desk", "dark", "phone"],
    async play(stage, look) {
      const page = await list(stage, look);
      await silence(page);
      await page.getByRole("searchbox").fill("b");
      await page.getByText("This list may be old").waitFor();
      return page;
    },
  },
  {
    name: "documents-dropping",
    looks: ["desk"],
    async play(stage, look) {
      const page = await list(stage, look);
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["# Text"], "text.md", { type: "text/markdown" }));
        window.dispatchEvent(new DragEvent("dragover", { dataTransfer, cancelable: true }));
      });
      await page.getByText("Drop Markdown").waitFor();
      return page;
    },
  },
  {
    name: "documents-message",
    looks: deskAndPhone,
    async play(stage, look) {
      const title = "A draft to be thrown away";
      await stage.document(title, "Gone.");
      const page = await list(stage, look);
      await press(look, page.getByRole("button", { name: `More about ${title}` }).first());
      await press(look, page.getByRole("menuitem", { name: "Move to trash" }));
      await page.locator("[data-sonner-toast]").waitFor();
      return page;
    },
  },
];
