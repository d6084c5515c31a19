"use client";
/** Who supervises whom; a supervisor shows its strategy, and the restarts it has used. */
import { useEffect, useRef, useState } from "react";
import type { ActorReport } from "@/collab/system-report";

interface Props {
  readonly actors: readonly ActorReport[];
  readonly chosen: string | undefined;
  onChoose(ref: string): void;
}

export function ActorTree({ actors, chosen, onChoose }: Props) {
  const children = new Map<string, ActorReport[]>();
  const known = new Set(actors.map(({ ref }) => ref));
  for (const actor of actors) {
    const parent = known.has(actor.parent) ? actor.parent : "";
    const siblings = children.get(parent);
    if (siblings) siblings.push(actor);
    else children.set(parent, [actor]);
  }
  const branch = (parent: string) => (
    <ul className={parent ? "ml-3 border-l pl-3" : ""}>
      {(children.get(parent) ?? []).map((actor) => (
        <li key={actor.ref}>
          <button
            type="button"
            aria-pressed={chosen === actor.ref}
            onClick={() => onChoose(actor.ref)}
            className={`flex max-w-full items-center gap-2 rounded-md px-1.5 py-0.5 text-left text-sm hover:bg-raised ${chosen === actor.ref ? "bg-accent-soft" : ""}`}
          >
            <span className="truncate">{nameOf(actor)}</span>
            {actor.supervision && (
              <span className="shrink-0 text-muted text-xs">
                {actor.supervision.strategy} · {actor.supervision.restartsUsed} of{" "}
                {actor.supervision.intensity} in {actor.supervision.periodMs / 1000} s
              </span>
            )}
            <RestartBadge actor={actor} />
          </button>
          {children.has(actor.ref) && branch(actor.ref)}
        </li>
      ))}
    </ul>
  );
  return <div className="max-h-[32rem] overflow-auto">{branch("")}</div>;
}

/** A supervisor is known by its place, a worker by what it says of itself. */
function nameOf({ supervision, id, names, label }: ActorReport): string {
  return supervision ? (id ?? names[0] ?? label) : label;
}

/** Shows for a while that something restarted. */
function RestartBadge({ actor }: { readonly actor: ActorReport }) {
  const count = actor.restarts + (actor.supervision?.restartsUsed ?? 0);
  const before = useRef(count);
  const [shown, setShown] = useState(actor.restarts > 0);
  useEffect(() => {
    if (count > before.current) setShown(true);
    before.current = count;
  }, [count]);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(false), 8000);
    return () => clearTimeout(timer);
  }, [shown]);
  if (!shown) return null;
  return (
    <span className="shrink-0 rounded-full bg-warn-soft px-2 font-medium text-warn text-xs">
      restarted
    </span>
  );
}
