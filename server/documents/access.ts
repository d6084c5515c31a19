/** The one place where a person's right to a document is looked up. */
import { type Refusal, refusal } from "@/collab/protocol/refusals";
import type { Role } from "@/collab/protocol/server-messages";
import type { DocumentRow, DocumentStore } from "../ports/documents";
import { StoreError } from "../ports/store-error";
import { type Action, may, roleOf } from "./permissions";

export type Access =
  | { readonly ok: true; readonly role: Role; readonly document: DocumentRow }
  | { readonly ok: false; readonly error: Refusal };

/**
 * The role `userId` has in a document, or why they may not do `action`.
 * Opening by the link makes a member of who holds it, so that the document is in their list.
 * @throws StoreError when the store is away
 */
export async function authorise(
  documents: DocumentStore,
  userId: string,
  documentId: string,
  action: Action,
): Promise<Access> {
  const [document, membership] = await Promise.all([
    documents.find(documentId),
    documents.membership(documentId, userId),
  ]);
  if (!document) return { ok: false, error: notFound() };
  const role = roleOf(userId, { ...document, membership });
  if (!role) return { ok: false, error: notFound() };
  if (document.trashedAt !== null && role !== "owner") return { ok: false, error: trashed() };
  if (!may(role, action)) return { ok: false, error: forbidden(role) };
  if (!membership && role !== "owner") await remember(documents, documentId, userId, role);
  return { ok: true, role, document };
}

/** A list that lacks a document is no reason not to show it: the next opening adds it. */
async function remember(documents: DocumentStore, id: string, userId: string, role: Role) {
  try {
    await documents.addMember(id, userId, role);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
}

/** The same words for "is not there" and "is not yours": an id tells a stranger nothing. */
function notFound(): Refusal {
  return refusal("not_found", "There is no such document, or it was not shared with you.");
}

function trashed(): Refusal {
  return refusal("not_found", "This document is in its owner's trash.");
}

function forbidden(role: Role): Refusal {
  return refusal("forbidden", `As ${role} you may not do this. Ask the owner for more rights.`);
}
