/** What each role may do, as far as a page offers it; the server decides by its own table. */
import type { Role } from "../protocol/server-messages";

export function mayWrite(role: Role | undefined): boolean {
  return role === "owner" || role === "editor";
}

export function mayReadHistory(role: Role | undefined): boolean {
  return mayWrite(role) || role === "commenter";
}
