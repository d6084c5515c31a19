/** The history page as tests use it: two people who wrote, and one of them looking back. */
import type { Locator, Page } from "@playwright/test";
import { expect, newDocument, openEditor, type Person, saved } from "./fixtures";

export interface Written {
  readonly ada: Person;
  readonly ben: Person;
  readonly id: string;
  /** The newest version. */
  readonly head: number;
}

/** Ada's document, in which Ada and then Ben have written. */
export async function twoWrite(newPerson: (name: string) => Promise<Person>): Promise<Written> {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "The plan.\n\nA list of things.");
  const left = await openEditor(ada.page, id);
  await write(ada.page, left, "The plan.", " By Ada.");
  const right = await openEditor(ben.page, id);
  await write(ben.page, right, "A list of things.", " And by Ben.");
  return { ada, ben, id, head: await headOf(ada, id) };
}

/** Types at the end of a line. */
export async function write(
  page: Page,
  editor: Locator,
  where: string,
  words: string,
): Promise<void> {
  await editor.getByText(where).first().click();
  await page.keyboard.press("End");
  await page.keyboard.type(words, { delay: 10 });
  await saved(page);
}

export async function headOf({ context }: Person, id: string): Promise<number> {
  const answer = await context.request.get(`/api/documents/${id}/versions`);
  const { version } = await answer.json();
  return version;
}

/** The history of a document in a page of its own. */
export async function lookBack({ context }: Person, id: string, query = ""): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/d/${id}/history${query}`);
  await expect(page.locator(".prose-past").first()).toBeVisible();
  return page;
}

export const text = (page: Page) => page.getByRole("main").locator("article > div").last();

export const status = (page: Page) => page.getByRole("banner").getByRole("status");

export const versions = (page: Page) => page.getByRole("complementary", { name: "Versions" });
