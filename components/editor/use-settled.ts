/** A wish that is granted once the pointer is up: nothing appears under a selection being made. */
import { useEffect, useState } from "react";

export function useSettled(wanted: boolean): boolean {
  const [down, setDown] = useState(false);
  useEffect(() => {
    const press = () => setDown(true);
    const release = () => setDown(false);
    const options = { capture: true };
    window.addEventListener("pointerdown", press, options);
    window.addEventListener("pointerup", release, options);
    window.addEventListener("pointercancel", release, options);
    return () => {
      window.removeEventListener("pointerdown", press, options);
      window.removeEventListener("pointerup", release, options);
      window.removeEventListener("pointercancel", release, options);
    };
  }, []);
  const [shown, setShown] = useState(false);
  if (shown && !wanted) setShown(false);
  if (!shown && wanted && !down) setShown(true);
  return shown && wanted;
}
