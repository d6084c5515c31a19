"use client";
/** Me: my name, changed in place, and the theme. */
import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useEffect, useState } from "react";
import { limits } from "@/collab/protocol/limits";
import type { PublicUser } from "@/collab/protocol/server-messages";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { call } from "./api";

export function PersonMenu({ person }: { readonly person: PublicUser }) {
  const [name, setName] = useState(person.name);
  const [stored, setStored] = useState(person.name);
  const { resolvedTheme, setTheme } = useTheme();
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  const save = async () => {
    if (name.trim() === stored || name.trim() === "") return setName(stored);
    const answer = await call<{ user: PublicUser }>("/api/session", "PATCH", { name });
    setStored(answer?.user.name ?? stored);
    setName(answer?.user.name ?? stored);
  };
  const dark = mounted && resolvedTheme === "dark";
  return (
    <div className="flex items-center gap-2">
      <Avatar name={stored} color={person.color} />
      <input
        aria-label="Your name"
        value={name}
        maxLength={limits.nameLength}
        onChange={(event) => setName(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
        }}
        className="field-sizing-content max-w-40 rounded-md bg-transparent px-1.5 py-1 text-sm hover:bg-raised focus:bg-raised"
      />
      <Button
        variant="ghost"
        size="icon"
        aria-label={dark ? "Light theme" : "Dark theme"}
        onClick={() => setTheme(dark ? "light" : "dark")}
      >
        {dark ? <Sun aria-hidden className="size-4" /> : <Moon aria-hidden className="size-4" />}
      </Button>
    </div>
  );
}
