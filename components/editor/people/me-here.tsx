"use client";
/** Me among those in this document: who came by a link says here who they are. */
import type { PublicUser } from "@/collab/protocol/server-messages";
import { MeButton } from "../../people/me-button";
import { NameField } from "../../people/name-field";
import { useMe } from "../../people/use-me";

export function MeHere({ person }: { readonly person: PublicUser }) {
  const { me, change } = useMe(person);
  return (
    <MeButton me={me} change={change}>
      <NameField
        me={me}
        change={change}
        className="mb-3 h-9 w-full rounded-lg border bg-paper px-2.5 text-sm"
      />
    </MeButton>
  );
}
