/** The server as Next's pages see it: plain data, over the one interface on `globalThis`. */
import type { Backend } from "@/collab/backend";
import { htmlFromDocument } from "@/collab/content/html";
import type { Library } from "../documents/library";
import type { PeopleStore } from "../ports/people";
import { isToken } from "./http/health-routes";

export function createPageBackend(
  library: Library,
  people: PeopleStore,
  adminToken: string,
): Backend {
  return {
    async person(userId) {
      const person = await people.find(userId);
      return person && { id: person.id, name: person.name, color: person.color };
    },
    documents: (userId, query) => library.list(userId, query),
    async document(userId, documentId, version) {
      const read = await library.read(userId, documentId, version);
      if (!read.ok) return read;
      const { row, head, role } = read.value;
      const html = htmlFromDocument(head.doc);
      const value = { id: row.id, title: row.title, role, version: head.version, html };
      return { ok: true, value };
    },
    isAdministrator: (token) => isToken(token, adminToken),
  };
}
