/** What pages ask of the server, in the name of whoever asks for them. */
import { headers } from "next/headers";
import { cache } from "react";
import { backend, userHeader } from "@/collab/backend";

/** The id of who asks; empty for somebody unknown. */
export async function asking(): Promise<string> {
  return (await headers()).get(userHeader) ?? "";
}

/** A document as it is now: read once for a page and its title. */
export const presentDocument = cache(async (id: string) => backend().document(await asking(), id));
