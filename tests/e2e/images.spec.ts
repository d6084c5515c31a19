/** Images: dropped, pasted, chosen; seen by the others; and whatever is no image. */
import type { Page } from "@playwright/test";
import { png } from "../support/images";
import { expect, newDocument, openEditor, saved, test } from "./fixtures";

interface TestFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const photo = (name = "photo.png", width = 320): TestFile => ({
  ...{ name, type: "image/png" },
  bytes: png(width, 180),
});

/** Drops files on the text, or pastes them, as a browser would say it. */
async function give(page: Page, how: "drop" | "paste", files: readonly TestFile[], html = "") {
  const given = files.map(({ name, type, bytes }) => [name, type, bytes.toString("base64")]);
  await page.getByRole("textbox", { name: "Document" }).evaluate(
    (editor, { given, how, html }) => {
      const transfer = new DataTransfer();
      for (const [name = "", type = "", base64 = ""] of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type }));
      }
      if (html) transfer.setData("text/html", html);
      const all = { bubbles: true, cancelable: true };
      const { left, top, height } = editor.getBoundingClientRect();
      const at = { clientX: left + 5, clientY: top + height - 5 };
      editor.dispatchEvent(
        how === "drop"
          ? new DragEvent("drop", { ...all, ...at, dataTransfer: transfer })
          : new ClipboardEvent("paste", { ...all, clipboardData: transfer }),
      );
    },
    { given, how, html },
  );
}

test("a dropped image is seen by the other, and by both after a reload", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "Before.\n\nAfter.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await give(ada.page, "drop", [photo()]);
  for (const editor of [left, right]) {
    const image = editor.locator("img");
    await expect(image).toHaveCount(1);
    await expect(image).toHaveAttribute("src", /^\/uploads\/[\w-]{22}$/);
    await expect.poll(() => image.evaluate((el: HTMLImageElement) => el.naturalWidth)).toBe(320);
  }
  await saved(ada.page);
  for (const { page } of [ada, ben]) {
    await page.reload();
    const image = page.getByRole("textbox", { name: "Document" }).locator("img");
    await expect.poll(() => image.evaluate((el: HTMLImageElement) => el.naturalWidth)).toBe(320);
  }
});

test("several at once keep their order, and typing goes on meanwhile", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "One line.");
  const editor = await openEditor(ada.page, id);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await ada.page.route("**/uploads?name=first*", async (route) => {
    await held;
    await route.continue();
  });
  await editor.getByText("One line.").click();
  await ada.page.keyboard.press("End");
  await give(ada.page, "paste", [photo("first.png", 100), photo("second.png", 200)]);
  await expect(editor.locator("img[width='200']")).toBeVisible();
  await expect(ada.page.getByText("Uploading first.png")).toBeVisible();
  await ada.page.keyboard.type(" More of it.");
  release();
  await expect(editor.locator(".image-frame img")).toHaveCount(2);
  await expect(editor.locator(".image-upload")).toHaveCount(0);
  const widths = await editor
    .locator(".image-frame img")
    .evaluateAll((images) => images.map((image) => image.getAttribute("width")));
  expect(widths).toEqual(["100", "200"]);
  await expect(editor.locator("p").first()).toHaveText("One line. More of it.");
});

test("an image on its way can be called off, and nothing of it comes", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Text.");
  const editor = await openEditor(ada.page, id);
  await ada.page.route("**/uploads?*", () => new Promise(() => {}));
  await give(ada.page, "drop", [photo("slow.png", 100)]);
  const card = editor.locator(".image-upload");
  await expect(card).toContainText("Uploading slow.png");
  await card.getByRole("button", { name: "Cancel" }).click();
  await expect(card).toHaveCount(0);
  await expect(editor.locator("img")).toHaveCount(0);
});

test("undo calls off an image on its way, and so does deleting all round it", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada));
  await page.route("**/uploads?*", () => new Promise(() => {}));
  const card = editor.locator(".image-upload");
  await editor.click();
  await page.keyboard.type("Before.");
  await give(page, "paste", [photo("first.png", 100), photo("second.png", 200)]);
  await expect(card).toHaveCount(2);
  await page.keyboard.type(" After.");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(editor.locator("p").first()).toHaveText("Before.");
  await expect(card).toHaveCount(2);
  const stopped = page.waitForEvent("requestfailed");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(card).toHaveCount(0);
  await expect(editor.locator("p").first()).toHaveText("Before.");
  await stopped;
  await give(page, "paste", [photo()]);
  await expect(card).toHaveCount(1);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await expect(card).toHaveCount(0);
});

test("what is no image is refused in words, and offers nothing but to be removed", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Text.");
  const editor = await openEditor(ada.page, id);
  await give(ada.page, "drop", [
    { name: "page.png", type: "image/png", bytes: Buffer.from("<script>alert(1)</script>") },
  ]);
  const card = editor.locator(".image-upload");
  await expect(card.getByRole("alert")).toContainText("no image that can be shown");
  await expect(card.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await card.getByRole("button", { name: "Remove" }).click();
  await expect(card).toHaveCount(0);
  await give(ada.page, "drop", [
    { name: "drawing.svg", type: "image/svg+xml", bytes: Buffer.from("<svg/>") },
  ]);
  await expect(ada.page.getByText("“drawing.svg” is no image")).toBeVisible();
  await expect(editor.locator("img")).toHaveCount(0);
});

test("without a connection an image waits, and goes in once there is one", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Text.");
  const editor = await openEditor(ada.page, id);
  await ada.context.setOffline(true);
  await give(ada.page, "drop", [photo()]);
  const card = editor.locator(".image-upload");
  await expect(card).toContainText("photo.png waits here, and is sent again");
  await ada.context.setOffline(false);
  await expect(editor.locator(".image-frame img")).toHaveCount(1);
  await expect(card).toHaveCount(0);
  await saved(ada.page);
});

test("an image is chosen in the form, described and made narrower by keyboard", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada);
  const editor = await openEditor(ada.page, id);
  await editor.click();
  await ada.page.keyboard.type("/image");
  await ada.page.keyboard.press("Enter");
  const choosing = ada.page.waitForEvent("filechooser");
  await ada.page.getByRole("button", { name: "Choose files of this device" }).click();
  const { name, type: mimeType, bytes: buffer } = photo();
  await (await choosing).setFiles([{ name, mimeType, buffer }]);
  const image = editor.locator(".image-frame img");
  await image.click();
  await ada.page.getByRole("button", { name: "Address, description and width" }).press("Enter");
  await ada.page.getByRole("textbox", { name: "Description" }).fill("A blue field");
  // Filled, a field still says what it is; and the bar is not under the form.
  await expect(ada.page.getByText("Width in pixels", { exact: true })).toBeVisible();
  await expect(ada.page.getByRole("toolbar", { name: "Image" })).toHaveCount(0);
  await ada.page.keyboard.press("Enter");
  await expect(image).toHaveAttribute("alt", "A blue field");
  await ada.page.getByRole("button", { name: "Narrower" }).press("Enter");
  await expect(image).toHaveAttribute("width", "256");
  await expect(image).toHaveAttribute("height", "144");
  await saved(ada.page);
});

test("an image is made wider by its handle", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "Text.");
  const editor = await openEditor(ada.page, id);
  const other = await openEditor(ben.page, id);
  await give(ada.page, "drop", [photo()]);
  const frame = editor.locator(".image-frame");
  await frame.hover();
  const box = await frame.locator(".image-handle").boundingBox();
  if (!box) throw new Error("The handle is not there.");
  await ada.page.mouse.move(box.x + 4, box.y + 4);
  await ada.page.mouse.down();
  await ada.page.mouse.move(box.x + 44, box.y + 4, { steps: 4 });
  await ada.page.mouse.move(box.x + 84, box.y + 4, { steps: 4 });
  await ada.page.mouse.up();
  for (const each of [editor, other]) {
    await expect(each.locator(".image-frame img")).toHaveAttribute("width", "400");
    await expect(each.locator(".image-frame img")).toHaveAttribute("height", "225");
  }
});

test("an image whose address is dead says so, and can be taken hold of and deleted", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const id = await newDocument(ada, "Before.\n\n![](/uploads/not-there)\n\nAfter.");
  await page.goto(`/d/${id}/history`);
  await expect(page.getByAltText("This image can't be loaded")).toBeVisible();
  const editor = await openEditor(page, id);
  const missing = editor.getByText("This image can't be loaded");
  await expect(missing).toHaveAttribute("title", "/uploads/not-there");
  await missing.click();
  await page.getByRole("button", { name: "Delete image" }).click();
  await expect(editor.locator(".image-frame")).toHaveCount(0);
  await expect(editor.locator("p")).toHaveText(["Before.", "After."]);
});

test("what Word puts beside its text is not taken for an image", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada);
  const editor = await openEditor(ada.page, id);
  await editor.click();
  const html =
    "<p>A <b>cell</b></p><img src='file:///C:/x.png'><img src=x onerror='window.hurt=1'>";
  await give(ada.page, "paste", [photo()], html);
  await expect(editor.locator("strong")).toHaveText("cell");
  await expect(editor.locator("img")).toHaveCount(0);
  await saved(ada.page);
  expect(await ada.page.evaluate(() => Reflect.get(window, "hurt"))).toBeUndefined();
});

test("pictures written out in pasted HTML are uploaded to where they stood, or refused in words", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const { page } = ada;
  const editor = await openEditor(page, await newDocument(ada));
  const picture = (width: number, height = 4) =>
    `<img src="data:image/png;base64,${png(width, height).toString("base64")}">`;
  const drawing = `<img alt="drawing" src="data:image/svg+xml,${"x".repeat(100)}">`;
  await editor.click();
  const html = `<p>one</p>${picture(11)}<p>two</p><ul><li>three</li></ul>${picture(12)}${drawing}`;
  await give(page, "paste", [], html);
  const images = editor.locator(".image-frame img");
  await expect(images).toHaveCount(2);
  await expect(editor.locator(".image-upload")).toHaveCount(0);
  await expect(page.getByText("“drawing” is no image")).toBeVisible();
  await expect(images.first()).toHaveAttribute("src", /^\/uploads\//);
  const order = await editor.evaluate((element) =>
    [...element.children].map(
      (child) => child.querySelector("img")?.getAttribute("width") ?? child.textContent,
    ),
  );
  expect(order.slice(0, 5)).toEqual(["one", "11", "two", "three", "12"]);
  await saved(page);
});
