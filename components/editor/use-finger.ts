/** Whether it is a finger that points here: in the browser only, a server can't know. */
import { useState } from "react";

export function useFinger(): boolean {
  const [finger] = useState(() => matchMedia("(pointer: coarse)").matches);
  return finger;
}
