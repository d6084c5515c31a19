/** All stores of one database, as the composition root and the tests hand them out. */
import type { ChangeLog } from "./change-log";
import type { DocumentStore, NamedVersionStore } from "./documents";
import type { PackStore, SessionStore } from "./history";
import type { PeopleStore } from "./people";
import type { UploadStore } from "./uploads";

export interface Stores {
  readonly log: ChangeLog;
  readonly documents: DocumentStore;
  readonly names: NamedVersionStore;
  readonly sessions: SessionStore;
  readonly packs: PackStore;
  readonly people: PeopleStore;
  readonly uploads: UploadStore;
}
