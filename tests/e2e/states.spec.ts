/** Every main state on a phone and in the dark: nothing out of reach, out of sight, or unreadable. */
import { documentScenes } from "../scenes/documents";
import { editorScenes } from "../scenes/editor";
import { floatingScenes } from "../scenes/floating";
import type { Scene } from "../scenes/scene";
import { type LookName, looks, Stage } from "../scenes/stage";
import { troubleScenes } from "../scenes/trouble";
import { axeFaults } from "../support/axe-faults";
import { layoutFaults } from "../support/layout-faults";
import { test as base, expect } from "./fixtures";

const test = base.extend<object, { stage: Stage }>({
  stage: [
    async ({ server, browser }, use) => {
      const stage = await Stage.open(server, browser);
      await use(stage);
      await stage.close();
    },
    { scope: "worker" },
  ],
});

const softly = expect.configure({ soft: true });

// So many pages, recorded as well, would take longer than they are worth.
test.use({ trace: "off" });

const groups: readonly (readonly [string, readonly Scene[]])[] = [
  ["the list of documents", documentScenes],
  ["the editor", editorScenes],
  ["what opens by the text", floatingScenes],
  ["trouble", troubleScenes],
];

const promises: readonly (readonly [LookName, string])[] = [
  ["phone", "a finger reaches everything at 360 pixels, and nothing reaches out of the window"],
  ["dark", "nothing overlaps on a desk, and all can be read in the dark"],
];

for (const [look, promise] of promises) {
  for (const [group, scenes] of groups) {
    test(`${group}: ${promise}`, async ({ stage }) => {
      const played = scenes.filter((scene) => scene.looks.includes(look));
      test.setTimeout(played.length * 20_000 + 30_000);
      for (const { name, exempt, play } of played) {
        await test.step(name, async () => {
          const page = await play(stage, looks[look]);
          // What moves to its place is given the time to get there.
          const faults = softly.poll(() => layoutFaults(page), { message: name, timeout: 5_000 });
          await faults.toEqual([]);
          expect.soft(await axeFaults(page, exempt), name).toEqual([]);
          await stage.clear();
        });
      }
    });
  }
}
