/** What each role may do. */
import type { Role } from "../protocol/server-messages";

export function mayWrite(role: Role | undefined): boolean {
  return role === "owner" || role === "editor";
}
