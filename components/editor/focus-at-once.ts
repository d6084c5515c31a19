/**
 * TipTap gives the text the focus with the next frame. What is typed before it, after a tool was
 * chosen by its key, would go to that tool, and be lost. Here the text has the focus at once.
 */
import { commands, Extension } from "@tiptap/core";

export const FocusAtOnce = Extension.create({
  name: "focusAtOnce",
  addCommands: () => ({
    focus:
      (position = null, options = {}) =>
      (props) => {
        const { view, tr, dispatch } = props;
        if (dispatch && position !== false && !view.hasFocus()) {
          view.focus();
          if (options.scrollIntoView !== false) tr.scrollIntoView();
        }
        return commands.focus(position, options)(props);
      },
  }),
});
