/** The keys that switch focus mode on and off, wherever the focus is. */
import { useEffect } from "react";

export const focusKeys = "Mod-Shift-f";

export function useFocusKey(toggle: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
      if (key.toLowerCase() !== "f" || !shiftKey || altKey || !(ctrlKey || metaKey)) return;
      event.preventDefault();
      toggle();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
}
