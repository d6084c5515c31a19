"use client";
/** Me: my name, changed in place, and the theme. */
import { useRef, useState } from "react";
import { toast } from "sonner";
import { limits } from "@/collab/protocol/limits";
import type { PublicUser } from "@/collab/protocol/server-messages";
import { request } from "../documents/api";
import { Avatar } from "../ui/avatar";
import { ThemeButton } from "../ui/theme-button";
import { Tooltip } from "../ui/tooltip";

export function PersonMenu({ person }: { readonly person: PublicUser }) {
  const [name, setName] = useState(person.name);
  const [stored, setStored] = useState(person.name);
  const leaving = useRef(false);
  const save = async () => {
    const wanted = leaving.current ? stored : name.trim();
    leaving.current = false;
    if (wanted === stored || wanted === "") return setName(stored);
    const body = { name: wanted };
    const answer = await request<{ user: PublicUser }>("/api/session", { method: "PATCH", body });
    const now = answer.ok ? answer.value.user.name : stored;
    if (!answer.ok) toast.error(answer.message);
    setStored(now);
    setName(now);
  };
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <Avatar name={stored} color={person.color} />
      <Tooltip label="Your name, as others see it">
        <input
          aria-label="Your name"
          value={name}
          maxLength={limits.nameLength}
          autoComplete="nickname"
          spellCheck={false}
          onChange={(event) => setName(event.target.value)}
          onBlur={() => void save()}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Escape") leaving.current = true;
            if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
          }}
          className="field-sizing-content min-w-8 max-w-36 truncate rounded-md bg-transparent px-1.5 py-1 text-sm hover:bg-raised focus:bg-raised sm:max-w-60 pointer-coarse:h-10 pointer-coarse:min-w-10 pointer-coarse:text-base"
        />
      </Tooltip>
      <ThemeButton />
    </div>
  );
}
