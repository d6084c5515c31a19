/** Following somebody: the page goes where their caret goes, until one acts oneself. */
import { useCallback, useEffect, useState } from "react";
import { toast } from "sonner";
import type { DocumentSession } from "@/client/session/document-session";
import { unfold } from "../unfold";
import type { PersonHere } from "./people";

/** Header and toolbar above, a few lines below: where a caret can be read around. */
const margin = { top: 160, bottom: 120 };

export interface Following {
  readonly person: PersonHere | undefined;
  follow(person: PersonHere): void;
  stop(): void;
}

export function useFollowing(
  session: DocumentSession | undefined,
  people: readonly PersonHere[],
): Following {
  const [userId, setUserId] = useState<string>();
  const person = people.find(({ user }) => user.id === userId);
  const stop = useCallback(() => setUserId(undefined), []);
  // Who left is not followed when they come back.
  if (userId !== undefined && !person) setUserId(undefined);
  useStop(userId !== undefined, stop);
  useEffect(() => {
    if (!session || userId === undefined) return;
    let latest = session.presence.positions.findLast(({ user }) => user.id === userId)?.sessionId;
    let frame = requestAnimationFrame(() => show(latest));
    const ended = session.presence.onChange((changed) => {
      const moved = changed.findLast(({ user, head }) => user.id === userId && head !== null);
      if (!moved) return;
      latest = moved.sessionId;
      cancelAnimationFrame(frame);
      // Once the editor has drawn it.
      frame = requestAnimationFrame(() => show(latest));
    });
    return () => {
      cancelAnimationFrame(frame);
      ended();
    };
  }, [session, userId]);
  const follow = useCallback((wanted: PersonHere) => {
    const { name } = wanted.user;
    if (wanted.away) toast(`${name} is away. You will be taken along when they come back.`);
    else if (!wanted.sessionIds.some(caretOf)) {
      toast(`${name} is here, but has not put a caret in the text.`);
    }
    setUserId(wanted.user.id);
  }, []);
  return { person, follow, stop };
}

/** Whatever one does oneself in the page ends it. */
function useStop(active: boolean, stop: () => void): void {
  useEffect(() => {
    if (!active) return;
    const acted = ({ target }: Event) => {
      const isControl = target instanceof Element && target.closest("[data-follows]") !== null;
      if (!isControl) stop();
    };
    const kinds = ["wheel", "touchmove", "keydown", "pointerdown"] as const;
    const options = { capture: true, passive: true } as const;
    for (const kind of kinds) window.addEventListener(kind, acted, options);
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, acted, options);
    };
  }, [active, stop]);
}

function caretOf(sessionId: string | undefined): HTMLElement | null {
  if (sessionId === undefined) return null;
  return document.querySelector(`[data-session="${CSS.escape(sessionId)}"]`);
}

function show(sessionId: string | undefined): void {
  const caret = caretOf(sessionId);
  if (!caret) return;
  unfold(caret);
  const { top, bottom } = caret.getBoundingClientRect();
  if (top >= margin.top && bottom <= innerHeight - margin.bottom) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // A long way is not flown: text that rushes by can't be read.
  const far = top < -innerHeight || bottom > 2 * innerHeight;
  caret.scrollIntoView({ block: "center", behavior: calm || far ? "instant" : "smooth" });
}
