"use client";
/** Me above the list of documents: my name and colour, changed in place, and the theme. */
import type { PublicUser } from "@/collab/protocol/server-messages";
import { ThemeButton } from "../ui/theme-button";
import { MeButton } from "./me-button";
import { NameField } from "./name-field";
import { useMe } from "./use-me";

export function PersonMenu({ person }: { readonly person: PublicUser }) {
  const { me, change } = useMe(person);
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <MeButton me={me} change={change} />
      <NameField
        me={me}
        change={change}
        className="field-sizing-content min-w-8 max-w-36 truncate rounded-md bg-transparent px-1.5 py-1 text-sm hover:bg-raised focus:bg-raised sm:max-w-60 pointer-coarse:h-10 pointer-coarse:min-w-10 pointer-coarse:text-base"
      />
      <ThemeButton />
    </div>
  );
}
