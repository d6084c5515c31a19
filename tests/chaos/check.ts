/** What must hold after every fault, checked against the database itself. */
import { Step } from "@tiptap/pm/transform";
import { collabState } from "@/client/collab/collab-plugin";
import { acceptChange } from "@/collab/rebase/apply-change";
import { schema } from "@/collab/schema/schema";
import { digestLength } from "@/server/adapters/pack/pack-codec";
import { openStores } from "@/server/adapters/prisma/stores";
import { documentAt } from "@/server/documents/history-reader";
import { parseSteps, readCheckpoint, replay } from "@/server/documents/load-document";
import type { ChangeLog, StoredChange } from "@/server/ports/change-log";
import type { Stores } from "@/server/ports/stores";
import { tokenPattern } from "../support/tokens";
import type { Acknowledged, Writer } from "./writer";

/** What the server itself showed of a document before it was stopped. */
export interface Shown {
  readonly documentId: string;
  readonly version: number;
  readonly doc: unknown;
}

export interface Figures {
  readonly versions: number;
  readonly acknowledged: number;
  readonly missing: number;
  readonly doubled: number;
  readonly tokens: number;
  /** Tokens whose place was gone: kept aside for their author, who is told. */
  readonly keptAside: number;
  /** One sentence for every rule that was broken. */
  readonly broken: readonly string[];
}

/**
 * Reads a database that nobody writes any more.
 * @param checked up to which version of each document this was done before
 */
export async function check(
  databaseFile: string,
  writers: readonly Writer[],
  shown: readonly Shown[],
  checked: ReadonlyMap<string, number> = new Map(),
): Promise<Figures> {
  const stores = await openStores(databaseFile);
  try {
    const parts: Figures[] = [];
    for (const one of shown) {
      const here = writers.filter(({ options }) => options.documentId === one.documentId);
      parts.push(await checkDocument(stores, here, one, checked.get(one.documentId) ?? 0));
    }
    const sum = (of: (figures: Figures) => number) =>
      parts.reduce((total, part) => total + of(part), 0);
    return {
      versions: sum(({ versions }) => versions),
      acknowledged: sum(({ acknowledged }) => acknowledged),
      missing: sum(({ missing }) => missing),
      doubled: sum(({ doubled }) => doubled),
      tokens: sum(({ tokens }) => tokens),
      keptAside: sum(({ keptAside }) => keptAside),
      broken: parts.flatMap(({ broken }) => broken),
    };
  } finally {
    await stores.close();
  }
}

async function checkDocument(
  stores: Stores,
  writers: readonly Writer[],
  { documentId, version, doc }: Shown,
  since: number,
): Promise<Figures> {
  const broken: string[] = [];
  const fail = (rule: string, detail: string) => broken.push(`${rule}: ${documentId}: ${detail}`);
  const log = await allAfter(stores.log, documentId, since);
  const end = since + log.length;
  const row = await stores.documents.find(documentId);
  log.forEach((change, index) => {
    const due = since + index + 1;
    if (change.version !== due) fail("I2", `version ${change.version} at ${due}`);
  });
  if (row?.headVersion !== end) fail("I2", `head ${row?.headVersion}, log ${end}`);

  const missing = await brokenPromises(writers, log, stores.log);
  for (const { changeId, version: at } of missing.slice(0, 5)) {
    fail("I1", `${changeId} was acknowledged as version ${at}, and is not there`);
  }
  const doubled = log.length - new Set(log.map(({ changeId }) => changeId)).size;
  if (doubled > 0) fail("I3", `${doubled} change ids have more than one version`);

  const at = await documentAt(stores.log, documentId, end);
  if (!at.ok) fail("I4", at.error.message);
  const replayed = at.ok ? JSON.stringify(at.head.doc.toJSON()) : "";
  if ((await replayedFrom(stores.log, documentId, since, log)) !== replayed) {
    fail("I4", "the log from its beginning gives another text than from its last checkpoint");
  }
  if (version !== end) fail("I4", `the server shows ${version}, the log ends ${end}`);
  if (JSON.stringify(doc) !== replayed) fail("I4", "the server shows another text than the log");
  for (const { editor, options } of writers) {
    const state = editor?.state;
    if (!state || JSON.stringify(state.doc.toJSON()) !== replayed) {
      fail("I4", `${options.name} sees another text than the log`);
    }
    if (!state || collabState(state).unconfirmed.length > 0) {
      fail("I11", `${options.name} has work that is not saved`);
    }
  }
  if (at.ok) at.head.doc.check();
  const text = at.ok ? at.head.doc.textBetween(0, at.head.doc.content.size, "\n") : "";
  const { tokens, keptAside } = checkTokens(writers, text, fail);
  const acknowledged = writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0);
  const figures = { versions: log.length, missing: missing.length, doubled, acknowledged };
  return { ...figures, tokens, keptAside, broken };
}

/** A read ends where a pack does. */
async function allAfter(
  reader: ChangeLog,
  documentId: string,
  since: number,
): Promise<readonly StoredChange[]> {
  const log: StoredChange[] = [];
  for (;;) {
    const page = await reader.read(documentId, since + log.length, 10_000);
    if (page.length === 0) return log;
    log.push(...page);
  }
}

/** Every change since version `since` once more, without a checkpoint; undefined when one does not fit. */
async function replayedFrom(
  reader: ChangeLog,
  documentId: string,
  since: number,
  log: readonly StoredChange[],
): Promise<string | undefined> {
  const start = since === 0 ? undefined : await documentAt(reader, documentId, since);
  if (start?.ok === false) return undefined;
  let head = start?.head ?? readCheckpoint(undefined);
  try {
    for (const change of log) head = { doc: replay(head, change).doc, version: change.version };
  } catch {
    return undefined;
  }
  return JSON.stringify(head.doc.toJSON());
}

/** Promises that the log does not keep: another change at that version, or other bytes. */
async function brokenPromises(
  writers: readonly Writer[],
  log: readonly StoredChange[],
  reader: ChangeLog,
): Promise<readonly Acknowledged[]> {
  const byId = new Map(log.map((change) => [change.changeId, change]));
  const broken: Acknowledged[] = [];
  for (const promise of writers.flatMap(({ acknowledged }) => acknowledged)) {
    const stored = byId.get(promise.changeId);
    const kept = stored
      ? stored.version === promise.version && isDigest(stored.digest, promise.digest)
      : await cameToNothing(promise, log, reader);
    if (!kept) broken.push(promise);
  }
  return broken;
}

/** Of a change that was packed, the beginning is kept. */
function isDigest(stored: string, whole: string): boolean {
  return stored === whole || (stored.length === digestLength && whole.startsWith(stored));
}

/**
 * What only changed things that others had removed makes no version: it is acknowledged with the
 * version it was found to be nothing at. That is not taken on trust, but done again.
 */
async function cameToNothing(
  { documentId, version, baseVersion, steps }: Acknowledged,
  log: readonly StoredChange[],
  reader: ChangeLog,
): Promise<boolean> {
  if (version > (log.at(-1)?.version ?? version)) return false;
  const at = await documentAt(reader, documentId, version);
  if (!at.ok) return false;
  const since = log
    .filter((change) => change.version > baseVersion && change.version <= version)
    .flatMap((change) => parseSteps(change).map((json) => Step.fromJSON(schema, json).getMap()));
  const result = acceptChange({ steps, since, head: at.head.doc });
  return result.ok && result.accepted.noop;
}

function checkTokens(
  writers: readonly Writer[],
  text: string,
  fail: (rule: string, detail: string) => void,
): { tokens: number; keptAside: number } {
  const trace = writers[0]?.options.trace;
  const present = new Map<string, number>();
  for (const [token] of text.matchAll(tokenPattern)) {
    present.set(token, (present.get(token) ?? 0) + 1);
  }
  const aside = writers.flatMap(({ session }) =>
    session.snapshot().unmerged.flatMap(({ text: kept }) => kept.match(tokenPattern) ?? []),
  );
  let keptAside = 0;
  for (const token of trace?.typed ?? []) {
    const times = present.get(token) ?? 0;
    if (trace?.deleted.has(token) || times === 1) continue;
    if (times === 0 && aside.includes(token)) keptAside += 1;
    else fail("I12", `${token} is there ${times} times`);
  }
  return { tokens: trace?.typed.size ?? 0, keptAside };
}
