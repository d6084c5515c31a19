"use client";
/** The others in this document; a click goes to where they are. */
import { toast } from "sonner";
import type { DocumentSession } from "@/client/session/document-session";
import type { Presence, PublicUser } from "@/collab/protocol/server-messages";
import { Avatar } from "../ui/avatar";
import { PeopleSaid } from "./people-said";
import { useSession } from "./use-document-session";

const shown = 4;

interface Person {
  readonly user: PublicUser;
  readonly sessionIds: readonly string[];
}

/** Somebody with three tabs is one person. */
function byPerson(users: readonly Presence[]): readonly Person[] {
  const people = new Map<string, Person>();
  for (const { user, sessionId } of users) {
    const sessionIds = [...(people.get(user.id)?.sessionIds ?? []), sessionId];
    people.set(user.id, { user, sessionIds });
  }
  return [...people.values()];
}

function reveal({ user, sessionIds }: Person): void {
  const carets = sessionIds.map((id) =>
    document.querySelector<HTMLElement>(`[data-session="${CSS.escape(id)}"]`),
  );
  const caret = carets.find((element) => element !== null);
  if (!caret) {
    toast(`${user.name} is here, but has not put a caret in the text.`);
    return;
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  caret.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  for (const animation of caret.getAnimations({ subtree: true })) {
    animation.cancel();
    animation.play();
  }
}

export function PeopleHere({ session }: { readonly session: DocumentSession | undefined }) {
  const users = useSession(session, (snapshot) => snapshot.users);
  const people = byPerson(users);
  const names = people.map(({ user }) => user.name);
  return (
    <>
      <ul aria-label="People here" className="flex shrink-0 -space-x-1.5">
        {people.slice(0, shown).map((person) => (
          <li key={person.user.id}>
            <button
              type="button"
              aria-label={`Go to ${person.user.name}`}
              className="block rounded-full"
              onClick={() => reveal(person)}
            >
              <Avatar name={person.user.name} color={person.user.color} />
            </button>
          </li>
        ))}
        {people.length > shown && (
          <li
            title={names.slice(shown).join(", ")}
            className="flex size-7 items-center justify-center rounded-full bg-raised font-medium text-xs ring-2 ring-paper"
          >
            +{people.length - shown}
          </li>
        )}
      </ul>
      <PeopleSaid names={names} />
    </>
  );
}
