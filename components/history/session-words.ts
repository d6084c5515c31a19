/** What a session was, in words. */
import type { ListedSession } from "@/collab/history/versions";
import type { People } from "./people";

/** Undefined for what people typed: then it is told by who and how much. */
export function sessionWords({ origin, about }: ListedSession, people: People): string | undefined {
  switch (about?.kind) {
    case "restored":
      return `Restored version ${about.version}`;
    case "restored_blocks":
      return `Restored blocks of version ${about.version}`;
    case "took_back":
      return about.from === about.to
        ? `Took back version ${about.from}`
        : `Took back versions ${about.from}–${about.to}`;
    case "took_back_author":
      return `Took back everything by ${people.of(about.userId).name}`;
  }
  return origins[origin];
}

const origins: Record<string, string> = {
  import: "Imported",
  restore: "Restored",
  revert: "Took back",
  api: "By a program",
  agent: "By an agent",
};
