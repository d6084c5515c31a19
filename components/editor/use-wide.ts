/** Whether documents take the full width: a choice of this browser, kept for the next visit. */
import { useEffect, useState } from "react";

const key = "tandem-wide";

export function useWide(): readonly [boolean, () => void] {
  const [wide, setWide] = useState(false);
  // The server paints without knowing it.
  useEffect(() => setWide(stored() === "yes"), []);
  const toggle = () => {
    setWide(!wide);
    store(wide ? "no" : "yes");
  };
  return [wide, toggle];
}

/** Storage may be forbidden altogether: then the choice lasts as long as the page. */
function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}
