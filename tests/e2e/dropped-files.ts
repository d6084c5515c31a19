/** Files dragged over the page and let go there, as a browser tells it. */
import { expect, type Page } from "@playwright/test";

type Files = Readonly<Record<string, string | Buffer>>;

/** Drops `files` (content by name) on the list of documents, once it shows that it takes them. */
export async function dropFiles(page: Page, files: Files): Promise<void> {
  const contents = Object.entries(files).map(([name, content]) => ({
    name,
    base64: Buffer.from(content).toString("base64"),
  }));
  const dataTransfer = await page.evaluateHandle((contents) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of contents) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, contents);
  // A browser says several times a second what hangs over a page: also to one that listens only now.
  await expect(async () => {
    await page.dispatchEvent("body", "dragover", { dataTransfer });
    const invitation = page.getByText("Drop Markdown, text, HTML or Word files");
    await expect(invitation).toBeVisible({ timeout: 350 });
  }).toPass({ timeout: 20_000 });
  await page.dispatchEvent("body", "drop", { dataTransfer });
}
