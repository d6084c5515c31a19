/** Who may do what with a document: one table, asked from one place. */
import type { Role } from "@/collab/protocol/server-messages";

export type Action = "read" | "history" | "comment" | "write" | "restore" | "share" | "trash";

const allowed: Record<Role, ReadonlySet<Action>> = {
  owner: new Set(["read", "history", "comment", "write", "restore", "share", "trash"]),
  editor: new Set(["read", "history", "comment", "write", "restore"]),
  commenter: new Set(["read", "history", "comment"]),
  viewer: new Set(["read"]),
};

/** Whether somebody with `role` may do `action`; nobody without a role may do anything. */
export function may(role: Role | undefined, action: Action): boolean {
  return role !== undefined && allowed[role].has(action);
}

/** What decides a person's role in a document. */
export interface AccessFacts {
  readonly ownerId: string;
  readonly membership: Role | undefined;
  /** What the link alone grants; null when it opens nothing. */
  readonly linkRole: Role | null;
}

/** The role of `userId`: owner, else member, else holder of the link, else none. */
export function roleOf(userId: string, facts: AccessFacts): Role | undefined {
  if (userId === facts.ownerId) return "owner";
  return facts.membership ?? facts.linkRole ?? undefined;
}
