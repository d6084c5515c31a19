"use client";
/** Who is in a document right now: a few faces, and all names on demand. */
import type { PublicUser } from "@/collab/protocol/server-messages";
import { Avatar } from "../ui/avatar";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";

const faces = 3;

export function PeopleInIt({ people }: { readonly people: readonly PublicUser[] }) {
  const others = people.length - faces;
  return (
    <Popover>
      <PopoverTrigger
        aria-label={`In it now: ${people.map(({ name }) => name).join(", ")}`}
        className="flex h-9 shrink-0 items-center -space-x-1 rounded-full px-1 pointer-coarse:h-10 pointer-coarse:min-w-10 pointer-coarse:justify-center"
      >
        {people.slice(0, faces).map(({ id, name, color }) => (
          <Avatar key={id} name={name} color={color} size={24} />
        ))}
        {others > 0 && (
          <span className="flex size-6 items-center justify-center rounded-full bg-raised font-medium text-[0.625rem] ring-2 ring-paper">
            +{others}
          </span>
        )}
      </PopoverTrigger>
      <PopoverContent aria-label="In it now" align="end" className="max-h-72 overflow-y-auto">
        <p className="mb-2 font-medium text-muted text-xs">In it now</p>
        <ul className="space-y-2">
          {people.map(({ id, name, color }) => (
            <li key={id} className="flex max-w-56 items-center gap-2">
              <Avatar name={name} color={color} size={24} decorative />
              <span className="truncate">{name}</span>
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}
