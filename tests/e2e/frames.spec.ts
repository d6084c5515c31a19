/** What a keystroke costs on the wire, counted in the frames of real browsers. */
import type { Page } from "@playwright/test";
import { expect, newDocument, openEditor, reads, saved, test } from "./fixtures";

const letters = "Written slowly enough for each letter to go by itself.";

interface Frame {
  readonly way: "up" | "down";
  readonly name: string;
  readonly bytes: number;
}

/** Frames with the bytes of their text, by the name of the event; answers count as `answer`. */
function watchFrames(page: Page) {
  const frames: Frame[] = [];
  const watch = (way: "up" | "down") => (frame: { payload: string | Buffer }) => {
    const text = String(frame.payload);
    const name = /^43/.test(text) ? "answer" : text.match(/^42\d*\["(\w+)"/)?.[1];
    if (name) frames.push({ way, name, bytes: Buffer.byteLength(text) });
  };
  page.on("websocket", (socket) => {
    if (!socket.url().includes("/socket.io/")) return;
    socket.on("framesent", watch("up"));
    socket.on("framereceived", watch("down"));
  });
  return frames;
}

/** How many there were of each kind, and the mean of their bytes. */
function summary(frames: readonly Frame[]): Record<string, { count: number; mean: number }> {
  const kinds = new Set(frames.map(({ way, name }) => `${way} ${name}`));
  const figures = [...kinds].map((kind) => {
    const all = frames.filter(({ way, name }) => `${way} ${name}` === kind);
    const bytes = all.reduce((sum, one) => sum + one.bytes, 0);
    return [kind, { count: all.length, mean: Math.round(bytes / all.length) }];
  });
  return Object.fromEntries(figures);
}

test("[P60] [P61] a letter typed is 85 bytes up and 150 down at most, its caret included", async ({
  newPerson,
}) => {
  const ada = await newPerson("Ada");
  const ben = await newPerson("Ben");
  const id = await newDocument(ada, "Start: ");
  const [sent, heard] = [watchFrames(ada.page), watchFrames(ben.page)];
  const left = await openEditor(ada.page, id);
  const right = await openEditor(ben.page, id);
  await left.getByText("Start:").click();
  await ada.page.keyboard.press("End");
  await saved(ada.page);
  sent.length = 0;
  heard.length = 0;
  await ada.page.keyboard.type(letters, { delay: 100 });
  await reads(right.locator("p").first(), `Start: ${letters}`);
  await saved(ada.page);

  const [author, reader] = [summary(sent), summary(heard)];
  console.log(JSON.stringify({ letters: letters.length, author, reader }));
  expect(author["up c"]?.count).toBeGreaterThan(letters.length / 4);
  expect(author["up c"]?.mean).toBeLessThan(85);
  expect(reader["down c"]?.mean).toBeLessThan(150);
  // Neither carets nor answers of their own, but for the caret from before the first letter.
  const others = [...sent, ...heard].filter(({ name }) => name !== "c");
  expect(others.length).toBeLessThan(4);
});
