"use client";
/** The others in this document; a click follows one of them through the text. */
import type { ReactNode } from "react";
import type { DocumentSession } from "@/client/session/document-session";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "../../ui/menu";
import { useSession } from "../use-document-session";
import { byPerson, type PersonHere } from "./people";
import { PeopleSaid } from "./people-said";
import { useAttention } from "./use-attention";
import { type Following, useFollowing } from "./use-following";

/** So many faces, and the rest behind a button. */
const shown = 4;
/** On a narrow page, all of them behind one button. */
const shownInOne = 2;

export function PeopleHere({ session }: { readonly session: DocumentSession | undefined }) {
  useAttention(session);
  const users = useSession(session, (snapshot) => snapshot.users);
  const people = byPerson(users);
  const following = useFollowing(session, people);
  const names = people.map(({ user }) => user.name);
  const rest = people.slice(shown);
  return (
    <>
      <ul aria-label="People here" className="flex shrink-0 -space-x-1 compact:hidden">
        {people.slice(0, shown).map((person) => (
          <li key={person.user.id}>
            <Face person={person} following={following} />
          </li>
        ))}
        {rest.length > 0 && (
          <li>
            <PeopleMenu
              label={`${rest.length} more people here`}
              people={rest}
              following={following}
              className={moreClass}
            >
              +{rest.length}
            </PeopleMenu>
          </li>
        )}
      </ul>
      {people.length > 0 && <Everybody people={people} following={following} />}
      <PeopleSaid names={names} />
      {following.person && <FollowingLine person={following.person} stop={following.stop} />}
    </>
  );
}

const moreClass =
  "flex size-7 items-center justify-center rounded-full bg-raised font-medium text-xs ring-2 ring-paper";

function Everybody({ people, following }: RestProps) {
  const faces = people.length > shownInOne ? people.slice(0, 1) : people;
  const others = people.length - faces.length;
  return (
    <PeopleMenu
      label={`People here: ${people.length}`}
      people={people}
      following={following}
      // On a phone there is not room for both, and who is here is of no use to who is cut off.
      className="hidden h-10 min-w-10 shrink-0 items-center justify-center -space-x-1 rounded-lg compact:flex max-sm:group-has-data-alarm/header:hidden"
    >
      {faces.map(({ user: { id, name, color } }) => (
        <Avatar key={id} name={name} color={color} />
      ))}
      {others > 0 && <span className={moreClass}>+{others}</span>}
    </PeopleMenu>
  );
}

interface Props {
  readonly person: PersonHere;
  readonly following: Following;
}

function Face({ person, following: { person: followed, follow, stop } }: Props) {
  const { name, color, id } = person.user;
  const active = followed?.user.id === id;
  const away = person.away ? ", who is away" : "";
  return (
    <button
      type="button"
      data-follows
      aria-label={active ? `Stop following ${name}` : `Follow ${name}${away}`}
      aria-pressed={active}
      className="block rounded-full"
      style={active ? { boxShadow: `0 0 0 2px var(--paper), 0 0 0 4px ${color}` } : undefined}
      onClick={() => (active ? stop() : follow(person))}
    >
      <Avatar name={name} color={color} dimmed={person.away} />
    </button>
  );
}

interface RestProps {
  readonly people: readonly PersonHere[];
  readonly following: Following;
}

interface MenuProps extends RestProps {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

function PeopleMenu({ label, people, following, className, children }: MenuProps) {
  return (
    <Menu>
      <MenuTrigger data-follows aria-label={label} className={className}>
        {children}
      </MenuTrigger>
      <MenuContent data-follows>
        {people.map((person) => (
          <MenuItem
            key={person.user.id}
            icon={<Avatar {...person.user} size={22} dimmed={person.away} decorative />}
            onSelect={() => following.follow(person)}
          >
            <span className="truncate">
              Follow {person.user.name}
              {person.away && ", who is away"}
            </span>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}

function FollowingLine({ person, stop }: { readonly person: PersonHere; stop(): void }) {
  const { name, color } = person.user;
  return (
    <>
      <div
        aria-hidden
        className="no-print pointer-events-none fixed inset-0 z-40 border-3"
        style={{ borderColor: color }}
      />
      <div
        role="status"
        data-follows
        className="no-print fixed bottom-[calc(var(--dock)+1rem)] left-1/2 z-40 max-sm:bottom-[calc(var(--dock)+4rem)] flex max-w-[calc(100vw-2rem)] -translate-x-1/2 items-center gap-2 rounded-full border bg-surface py-1 pr-1 pl-3 text-sm shadow-lg"
      >
        <Avatar name={name} color={color} size={22} decorative />
        <span className="truncate">Following {name}</span>
        <Button size="sm" variant="ghost" className="rounded-full" onClick={stop}>
          Stop
        </Button>
      </div>
    </>
  );
}
