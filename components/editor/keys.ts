/** Keys as TipTap writes them ("Mod-Shift-8"), shown as this computer's keyboard has them. */

const macSigns: Record<string, string> = {
  Mod: "⌘",
  Shift: "⇧",
  Alt: "⌥",
  Enter: "↩",
  Tab: "⇥",
  Escape: "esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

const otherNames: Record<string, string> = {
  Mod: "Ctrl",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

/** Asked in the browser only: a server can't know whose keyboard it is. */
function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}

export function shownKeys(keys: string): string {
  const parts = keys.split("-").map((part) => (part.length === 1 ? part.toUpperCase() : part));
  if (isMac()) return parts.map((part) => macSigns[part] ?? part).join("");
  return parts.map((part) => otherNames[part] ?? part).join("+");
}

/** The same keys for `aria-keyshortcuts`. */
export function ariaKeys(keys: string): string {
  return keys.replace("Mod", isMac() ? "Meta" : "Control").replaceAll("-", "+");
}
