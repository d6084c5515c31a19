/** All scenes: what is photographed, and what the checks of layout and accessibility go through. */
import { documentScenes } from "./documents";
import { editorScenes } from "./editor";
import { floatingScenes } from "./floating";
import { historyScenes } from "./history";
import type { Scene } from "./scene";
import { troubleScenes } from "./trouble";

export const scenes: readonly Scene[] = [
  ...documentScenes,
  ...editorScenes,
  ...floatingScenes,
  ...historyScenes,
  ...troubleScenes,
];
