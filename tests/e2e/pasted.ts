/** A paste as the browser tells of it: a text or more by their formats. */
import type { Locator } from "@playwright/test";

export async function paste(editor: Locator, data: Record<string, string>): Promise<void> {
  await editor.evaluate((element, formats) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(formats)) clipboardData.setData(type, text);
    const event = { clipboardData, bubbles: true, cancelable: true };
    element.dispatchEvent(new ClipboardEvent("paste", event));
  }, data);
}
