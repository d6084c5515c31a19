/** The HTTP API as the list page uses it; a refusal is shown in the server's own words. */
import { toast } from "sonner";
import type { DocumentQuery, DocumentSummary } from "@/collab/backend";

const noAnswer = "The server does not answer. Try again in a moment.";

/** The answer's JSON; undefined, with a message shown, when there is none. */
export async function call<T>(
  path: string,
  method = "GET",
  body?: unknown,
): Promise<T | undefined> {
  const answer = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  }).catch(() => undefined);
  const json = answer?.status === 204 ? {} : await answer?.json().catch(() => undefined);
  if (answer?.ok) return json;
  toast.error(json?.error?.message ?? noAnswer);
  return undefined;
}

export async function listDocuments(query: DocumentQuery) {
  const { view, search, sort, offset, limit } = query;
  const parameters = new URLSearchParams({
    view,
    sort,
    search,
    offset: `${offset}`,
    limit: `${limit}`,
  });
  const answer = await call<{ documents: DocumentSummary[] }>(`/api/documents?${parameters}`);
  return answer?.documents;
}
