"use client";
/** My own name and colour: shown as I want them at once, and as they were if that is refused. */
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { request } from "@/client/request";
import type { PublicUser } from "@/collab/protocol/server-messages";

export type Look = Partial<Pick<PublicUser, "name" | "color">>;

export interface Me {
  readonly me: PublicUser;
  change(look: Look): Promise<void>;
}

export function useMe(person: PublicUser): Me {
  const [me, setMe] = useState(person);
  const { name, color } = person;
  // Changed in another tab.
  useEffect(() => {
    setMe((now) => (now.name === name && now.color === color ? now : { ...now, name, color }));
  }, [name, color]);
  const change = async (look: Look) => {
    setMe({ ...me, ...look });
    const answer = await request<{ user: PublicUser }>("/api/session", {
      method: "PATCH",
      body: look,
    });
    if (!answer.ok) toast.error(answer.message);
    // The server may have tidied what was typed.
    setMe(answer.ok ? answer.value.user : me);
  };
  return { me, change };
}
