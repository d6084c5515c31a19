/** Something somebody switched on or off for their own eyes, kept in this browser. */
import { useEffect, useState } from "react";

export type Choice = "wide" | "focus";

export function useChoice(choice: Choice): readonly [boolean, () => void] {
  const [on, setOn] = useState(false);
  const key = `tandem-${choice}`;
  // The server paints without knowing it.
  useEffect(() => setOn(stored(key) === "yes"), [key]);
  const toggle = () => {
    setOn(!on);
    store(key, on ? "no" : "yes");
  };
  return [on, toggle];
}

/** Storage may be forbidden altogether: then the choice lasts as long as the page. */
function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}
