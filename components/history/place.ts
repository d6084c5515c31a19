/** Where somebody is on the history page, as the address says it: such links never change their meaning. */

export type ViewMode = "changes" | "plain" | "authors";

export interface Place {
  /** Undefined: the newest, whichever that is by now. */
  readonly version: number | undefined;
  /** The version to compare with; undefined: the one before. */
  readonly compare: number | undefined;
  readonly view: ViewMode;
}

export function readPlace(read: (name: string) => string | null | undefined): Place {
  const view = read("view");
  const [version, compare] = [versionOf(read("version")), versionOf(read("compare"))];
  // What is between two versions is the same from either side.
  const turned = version !== undefined && compare !== undefined && compare > version;
  return {
    version: turned ? compare : version,
    compare: turned ? version : compare,
    view: view === "plain" || view === "authors" ? view : "changes",
  };
}

export function addressOf(documentId: string, { version, compare, view }: Place): string {
  const query = new URLSearchParams();
  if (version !== undefined) query.set("version", String(version));
  if (compare !== undefined) query.set("compare", String(compare));
  if (view !== "changes") query.set("view", view);
  const text = query.toString();
  return `/d/${documentId}/history${text ? `?${text}` : ""}`;
}

function versionOf(text: string | null | undefined): number | undefined {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
