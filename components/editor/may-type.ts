/** Whether somebody may write in a document now, and whether it takes writing at all. */
import type { SessionSnapshot } from "@/client/session/snapshot";
import { mayWrite } from "@/collab/people/roles";

/** Typing is safe while it is kept: stored, or on its way, or on this device. */
export function mayType(snapshot: SessionSnapshot): boolean {
  return snapshot.status !== "loading" && takesWriting(snapshot) && mayWrite(snapshot.role);
}

/** Also before it is loaded, when a page keeps room for what writers need. */
export function takesWriting({ status, deleted }: SessionSnapshot): boolean {
  return status !== "refused" && !deleted;
}
