/** What opens by the text: menus, bars, small forms, find and replace, images on their way. */
import type { Page } from "@playwright/test";
import { png } from "../support/images";
import { plan } from "./content";
import { caretAfter, deskAndPhone, openEditor, press, type Scene } from "./scene";
import type { Look, Stage } from "./stage";

type Act = (page: Page, look: Look) => Promise<void>;

const shades = ["desk", "dark", "phone"] as const;

/** A document of its own, so that what one scene writes is not in the next. */
function inText(name: string, act: Act, looks: Scene["looks"] = deskAndPhone): Scene {
  return {
    name,
    looks,
    async play(stage: Stage, look: Look) {
      const page = await stage.page(look);
      await openEditor(page, await stage.document("Bicycle festival 2027", plan));
      await act(page, look);
      return page;
    },
  };
}

/** By a tool of the toolbar, wherever it has to be scrolled to. */
function byTool(name: string, tool: string | RegExp, role: "menu" | "form"): Scene {
  return inText(
    name,
    async (page, look) => {
      await caretAfter(page, "right where they come up");
      const toolbar = page.getByRole("toolbar", { name: "Formatting" });
      await press(look, toolbar.getByRole("button", { name: tool }));
      await page.getByRole(role).last().waitFor();
    },
    shades,
  );
}

function byTyping(name: string, typed: string, looks: Scene["looks"] = deskAndPhone): Scene {
  return inText(
    name,
    async (page) => {
      await caretAfter(page, "right where they come up");
      await page.keyboard.press("Enter");
      await page.keyboard.type(typed);
      await page.getByRole("listbox").waitFor();
    },
    looks,
  );
}

/** As if this file had been pasted. */
async function paste(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.getByRole("textbox", { name: "Document" }).evaluate(
    (editor, { base64, name }) => {
      const clipboardData = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      clipboardData.items.add(new File([bytes], name, { type: "image/png" }));
      const kind = { bubbles: true, cancelable: true, clipboardData };
      editor.dispatchEvent(new ClipboardEvent("paste", kind));
    },
    { base64: bytes.toString("base64"), name },
  );
}

const blue = png(640, 300);

export const floatingScenes: readonly Scene[] = [
  byTyping("editor-blocks", "/", shades),
  byTyping("editor-mention", "@"),
  byTyping("editor-emoji", ":smi"),
  byTool("editor-kind", "Kind of text", "menu"),
  byTool("editor-colours", "Colour and highlight", "menu"),
  byTool("editor-align", "Alignment", "menu"),
  byTool("editor-link-form", "Link", "form"),
  byTool("editor-image-form", "Image", "form"),
  byTool("editor-formula-form", /^Formula$/, "form"),
  inText(
    "editor-selection",
    async (page, look) => {
      await page.getByText("Children ride first").dblclick({ position: { x: 90, y: 12 } });
      if (!look.touch) await page.getByRole("toolbar", { name: "Selected text" }).waitFor();
    },
    shades,
  ),
  inText("editor-link", async (page) => {
    await page.getByRole("link", { name: "handbook" }).click();
    await page.getByRole("button", { name: "Copy the address" }).waitFor();
  }),
  inText(
    "editor-table",
    async (page) => {
      await page.locator("td").nth(4).click();
      await page.getByRole("toolbar", { name: "Table" }).waitFor();
    },
    shades,
  ),
  inText(
    "editor-code",
    async (page) => {
      await page.locator("pre").click();
      await page.getByRole("button", { name: "Copy code" }).waitFor();
    },
    shades,
  ),
  inText("editor-block", async (page, look) => {
    const line = page.getByText("Children ride first");
    if (look.touch) await line.tap();
    else await line.hover();
    const handle = page.getByRole("button", { name: /^Block: drag/ });
    const tool = page.getByRole("button", { name: "Block", exact: true });
    await press(look, look.touch ? tool : handle);
    await page.getByRole("menu").waitFor();
  }),
  inText(
    "editor-find",
    async (page) => {
      await page.getByText("right where they come up").click();
      await page.keyboard.press("ControlOrMeta+f");
      await page.locator("#find-text").fill("the");
      await page.getByText(/^\d+ of \d+$/).waitFor();
    },
    shades,
  ),
  inText("editor-replace", async (page) => {
    await page.getByText("right where they come up").click();
    await page.keyboard.press("ControlOrMeta+Shift+h");
    await page.locator("#find-text").fill("tricycle");
    await page.getByText("No match").waitFor();
  }),
  inText(
    "editor-image",
    async (page) => {
      await caretAfter(page, "right where they come up");
      await paste(page, "field.png", blue);
      await page.locator(".image-frame img").click();
      await page.getByRole("toolbar", { name: "Image" }).waitFor();
    },
    shades,
  ),
  inText(
    "editor-uploading",
    async (page) => {
      await page.route("**/uploads?*", () => new Promise(() => {}));
      await caretAfter(page, "right where they come up");
      await paste(page, "photograph-of-the-bridge-in-the-evening.png", blue);
      await page.getByText("Uploading").waitFor();
    },
    shades,
  ),
  inText(
    "editor-upload-failed",
    async (page) => {
      await caretAfter(page, "right where they come up");
      await paste(page, "page.png", Buffer.from("<script>alert(1)</script>"));
      await page.locator(".image-upload").getByRole("alert").waitFor();
    },
    shades,
  ),
];
