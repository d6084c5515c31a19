"use client";
/** The others in this document; a click goes to where they are. */
import type { DocumentSession } from "@/client/session/document-session";
import { Avatar } from "../ui/avatar";
import { useSession } from "./use-document-session";

const shown = 5;

function reveal(sessionId: string): void {
  const caret = document.querySelector(`[data-session="${CSS.escape(sessionId)}"]`);
  caret?.scrollIntoView({ block: "center", behavior: "smooth" });
}

export function PeopleHere({ session }: { readonly session: DocumentSession | undefined }) {
  const users = useSession(session, (snapshot) => snapshot.users);
  return (
    <>
      <ul aria-label="People here" className="flex -space-x-1.5">
        {users.slice(0, shown).map(({ sessionId, user }) => (
          <li key={sessionId}>
            <button
              type="button"
              aria-label={`Go to ${user.name}`}
              className="rounded-full"
              onClick={() => reveal(sessionId)}
            >
              <Avatar name={user.name} color={user.color} />
            </button>
          </li>
        ))}
        {users.length > shown && (
          <li className="flex size-7 items-center justify-center rounded-full bg-raised font-medium text-xs">
            +{users.length - shown}
          </li>
        )}
      </ul>
      <span role="log" aria-live="polite" className="sr-only">
        {users.length === 0
          ? "You are alone in this document."
          : `With you: ${users.map(({ user }) => user.name).join(", ")}.`}
      </span>
    </>
  );
}
