/** Find and replace, as an extension of the live editor. */
import { Extension } from "@tiptap/core";
import { findPlugin } from "./find-plugin";

export const Find = Extension.create({
  name: "find",
  addProseMirrorPlugins: () => [findPlugin()],
});
