/**
 * Which pages have nothing to show to whom. Next.js learns it within the page, when its answer has
 * begun: that nothing is there is then told by a script, and without scripts the page is blank.
 */
import { authorise } from "../../documents/access";
import type { DocumentStore } from "../../ports/documents";
import { StoreError } from "../../ports/store-error";
import { isToken } from "./health-routes";

/** Whether the page at `address` (path and query) has something to show to `userId`. */
export type PageAccess = (address: string, userId: string) => Promise<boolean>;

const documentPath = /^\/d\/([\w-]+)(?:\/history)?\/?$/;

export function createPageAccess(documents: DocumentStore, adminToken: string): PageAccess {
  return async (address, userId) => {
    const [path = "", query] = address.split("?", 2);
    if (path === "/system") {
      const token = new URLSearchParams(query).get("token");
      return isToken(token ?? undefined, adminToken);
    }
    const id = documentPath.exec(path)?.[1];
    if (id === undefined) return true;
    try {
      return (await authorise(documents, userId, id, "read")).ok;
    } catch (error) {
      // The page says what is wrong.
      if (error instanceof StoreError) return true;
      throw error;
    }
  };
}
