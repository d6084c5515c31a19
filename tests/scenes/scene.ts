/** One state of the product: how a page comes into it, and in which looks it matters. */
import type { Locator, Page } from "@playwright/test";
import type { Look, LookName, Stage } from "./stage";

export interface Scene {
  /** Of its pictures, too. */
  readonly name: string;
  readonly looks: readonly LookName[];
  /** Rules of axe that this state breaks on purpose. */
  readonly exempt?: readonly string[];
  /** The page, once it is in this state. */
  play(stage: Stage, look: Look): Promise<Page>;
}

export const everyLook: readonly LookName[] = ["desk", "dark", "wide", "phone", "phone-dark"];
export const deskAndPhone: readonly LookName[] = ["desk", "phone"];

/** A press as this look has it. */
export function press(look: Look, control: Locator): Promise<void> {
  return look.touch ? control.tap() : control.click();
}

/** The editor of a page, once it can be written in. */
export async function openEditor(page: Page, id: string): Promise<Locator> {
  await page.goto(`/d/${id}`);
  const editor = page.locator('.prose[contenteditable="true"]');
  await editor.waitFor();
  return editor;
}

/** The caret at the end of the line in which these words stand. */
export async function caretAfter(page: Page, words: string): Promise<void> {
  await page.getByText(words).first().click();
  await page.keyboard.press("End");
  // The browser tells of the caret's new place a little later.
  await page.waitForTimeout(200);
}

export async function saved(page: Page): Promise<void> {
  await page
    .getByRole("status")
    .filter({ hasText: /^Saved$/ })
    .waitFor();
}
