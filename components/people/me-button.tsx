"use client";
/** Me, as the others see me; a press opens what can be changed about that. */
import type { ReactNode } from "react";
import { palette } from "@/collab/people/palette";
import { Avatar } from "../ui/avatar";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";
import type { Me } from "./use-me";

interface Props extends Me {
  /** Above the colours. */
  readonly children?: ReactNode;
}

export function MeButton({ me, change, children }: Props) {
  return (
    <Popover>
      <PopoverTrigger
        aria-label={`You: ${me.name}`}
        className="flex size-9 shrink-0 items-center justify-center rounded-full pointer-coarse:size-10"
      >
        <Avatar name={me.name} color={me.color} />
      </PopoverTrigger>
      <PopoverContent aria-label="You" align="end" className="w-64">
        {children}
        <fieldset className="grid grid-cols-6 gap-2">
          <legend className="mb-2 text-muted text-xs">Your colour, as others see it</legend>
          {Object.entries(palette).map(([color, label]) => (
            <input
              key={color}
              type="radio"
              name="your-colour"
              aria-label={label}
              title={label}
              checked={color === me.color}
              onChange={() => void change({ color })}
              className="own-colour size-7 cursor-pointer appearance-none pointer-coarse:size-9 rounded-full border-2 border-surface checked:ring-2 checked:ring-ink"
              style={{ backgroundColor: color }}
            />
          ))}
        </fieldset>
      </PopoverContent>
    </Popover>
  );
}
