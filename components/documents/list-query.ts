/** What the list shows, as the page's address says it: a view can be linked to and come back to. */
import type { DocumentQuery } from "@/collab/backend";

export const pageSize = 50;

export type ListQuery = Pick<DocumentQuery, "view" | "sort" | "search">;

export const views = [
  ["all", "All"],
  ["starred", "Starred"],
  ["trash", "Trash"],
] as const;

export const sorts = [
  ["updated", "Last edited"],
  ["created", "Newest"],
  ["title", "Title"],
] as const;

/** As long as the server takes. */
export const searchLength = 200;

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

/** Whatever the address says; what it does not say well is left at its default. */
export function queryOf({ view, sort, search }: Parameters): ListQuery {
  return {
    view: known(views, view) ?? "all",
    sort: known(sorts, sort) ?? "updated",
    search: typeof search === "string" ? search.slice(0, searchLength) : "",
  };
}

export function addressOf({ view, sort, search }: ListQuery): string {
  const parameters = new URLSearchParams();
  if (view !== "all") parameters.set("view", view);
  if (sort !== "updated") parameters.set("sort", sort);
  if (search !== "") parameters.set("search", search);
  return parameters.size > 0 ? `/?${parameters}` : "/";
}

export function known<T extends string>(
  choices: readonly (readonly [T, string])[],
  value: unknown,
): T | undefined {
  return choices.find(([choice]) => choice === value)?.[0];
}
