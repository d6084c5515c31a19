/** The history of a document, and the system's page. */
import { plan, planTitle } from "./content";
import { caretAfter, everyLook, openEditor, type Scene, saved } from "./scene";

/** Made once: all looks show the same. */
let written: Promise<string> | undefined;

export const historyScenes: readonly Scene[] = [
  {
    name: "history",
    looks: everyLook,
    async play(stage, look) {
      written ??= write();
      const id = await written;
      const page = await stage.page(look);
      await page.goto(`/d/${id}/history`);
      await page.getByText("Who does what").first().waitFor();
      // The list of sessions and the bars come after the text.
      const late = ["Today", "changes since version 1"];
      if (look.touch) late.shift();
      for (const words of late) await page.getByText(words).first().waitFor();
      return page;

      async function write(): Promise<string> {
        const id = await stage.document(planTitle, plan);
        for (const [who, where, words] of [
          ["newcomer", "Posters and programme", " in colour"],
          ["ada", "Stalls on the square", ", all day"],
        ] as const) {
          const page = await stage.page({ width: 1280, height: 800 }, who);
          await openEditor(page, id);
          await caretAfter(page, where);
          await page.keyboard.type(words, { delay: 5 });
          await saved(page);
          await page.close();
        }
        return id;
      }
    },
  },
  {
    name: "system",
    looks: ["desk", "phone"],
    async play(stage, look) {
      const page = await stage.page(look);
      await page.goto("/system?token=administrators-token-for-tests");
      await page.getByText("journal").first().waitFor();
      return page;
    },
  },
];
