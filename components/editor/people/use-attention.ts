/** Tells the others when nobody looks at this page, and when somebody does again. */
import { useEffect } from "react";
import { Attention } from "@/client/session/attention";
import { browserClock } from "@/client/session/browser-clock";
import type { DocumentSession } from "@/client/session/document-session";

const acts = ["pointermove", "pointerdown", "wheel", "keydown", "input", "focus"] as const;

export function useAttention(session: DocumentSession | undefined): void {
  useEffect(() => {
    if (!session) return;
    const attention = new Attention(browserClock, (away) => session.setAway(away));
    const acted = () => attention.acted();
    const turned = () => attention.setHidden(document.visibilityState === "hidden");
    const options = { capture: true, passive: true } as const;
    for (const act of acts) window.addEventListener(act, acted, options);
    document.addEventListener("visibilitychange", turned);
    turned();
    return () => {
      for (const act of acts) window.removeEventListener(act, acted, options);
      document.removeEventListener("visibilitychange", turned);
      attention.close();
    };
  }, [session]);
}
