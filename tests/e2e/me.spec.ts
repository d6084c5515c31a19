/** Who somebody is to the others, and how the page looks to them: changed in place, without an account. */
import { expect, newDocument, openEditor, saved, test } from "./fixtures";

test("name and colour are changed in the editor, and everybody there sees it at once", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson();
  const id = await newDocument(ada, "Here.");
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await right.getByText("Here.").click();
  await expect(left.locator(".remote-caret")).toBeVisible();

  await ben.page.getByRole("button", { name: /^You: \w+ \w+$/ }).click();
  const name = ben.page.getByRole("textbox", { name: "Your name" });
  await name.fill("Ben Okri");
  await name.press("Enter");
  await ben.page.getByRole("radio", { name: "Teal" }).click();
  await expect(ada.page.getByRole("button", { name: "Follow Ben Okri" })).toBeVisible();
  const caret = left.locator(".remote-caret");
  await expect(caret).toHaveAttribute("style", /#0f766e/);
  await expect(caret.locator(".remote-caret-label")).toHaveAttribute("data-name", "Ben Okri");

  await ben.page.keyboard.press("Escape");
  await right.getByText("Here.").click();
  await ben.page.keyboard.press("End");
  await ben.page.keyboard.type(" And on.");
  await saved(ben.page);
  await ada.page.goto("/");
  const row = ada.page.getByRole("listitem").filter({ hasText: "Ben Okri" });
  await expect(row.getByRole("button", { name: "In it now: Ben Okri" })).toBeVisible();
  await ben.page.goto("/");
  await expect(ben.page.getByRole("textbox", { name: "Your name" })).toHaveValue("Ben Okri");
});

test("my other tab knows my new name as well", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada, "Here.");
  await openEditor(ada.page, id);
  const other = await ada.context.newPage();
  await openEditor(other, id);
  await expect(other.getByRole("button", { name: "You: Ada" })).toBeVisible();
  await ada.page.getByRole("button", { name: "You: Ada" }).click();
  const name = ada.page.getByRole("textbox", { name: "Your name" });
  await name.fill("Grace");
  await name.press("Enter");
  await expect(other.getByRole("button", { name: "You: Grace" })).toBeVisible();
});

test("a colour that is none of ours, and a name of nothing, are refused", async ({ newPerson }) => {
  const { context } = await newPerson("Ada");
  for (const data of [{ color: "#ffffff" }, { color: "red" }, { name: "\u200b" }, { who: "x" }]) {
    expect((await context.request.patch("/api/session", { data })).status()).toBe(400);
  }
  const answer = await context.request.get("/api/session");
  expect(await answer.json()).toMatchObject({ user: { name: "Ada" } });
});

test("light and dark are chosen, kept, and given back to the system", async ({ newPerson }) => {
  const ada = await newPerson("Ada");
  const id = await newDocument(ada);
  const html = ada.page.locator("html");
  await ada.page.emulateMedia({ colorScheme: "light" });
  await ada.page.goto("/");
  const choose = async (button: string, theme: string) => {
    await ada.page.getByRole("button", { name: button, exact: true }).click();
    await ada.page.getByRole("menuitemradio", { name: theme }).click();
  };
  await choose("Theme", "Dark");
  await expect(html).toHaveClass(/dark/);
  await openEditor(ada.page, id);
  await expect(html).toHaveClass(/dark/);
  await choose("More", "As the system");
  await expect(html).not.toHaveClass(/dark/);
  await ada.page.emulateMedia({ colorScheme: "dark" });
  await expect(html).toHaveClass(/dark/);
});
