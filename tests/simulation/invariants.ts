/** What must hold at the end of every simulation, whatever happened. */
import { collabState } from "@/client/collab/collab-plugin";
import { documentAt } from "@/server/documents/history-reader";
import { tokenPattern } from "../support/tokens";
import type { Person } from "./person";
import type { SimulatedServer } from "./server";

export interface Work {
  readonly versions: number;
  readonly typed: number;
  readonly rescuedOrKept: number;
  readonly faults: number;
  readonly reconnections: number;
}

export async function checkInvariants(
  server: SimulatedServer,
  people: readonly Person[],
  seed: number,
): Promise<Work> {
  const work = { versions: 0, typed: 0, rescuedOrKept: 0 };
  for (const id of new Set(people.map(({ options }) => options.documentId))) {
    const here = people.filter(({ options }) => options.documentId === id);
    const { versions, typed, rescuedOrKept } = await checkDocument(server, here, seed);
    work.versions += versions;
    work.typed += typed;
    work.rescuedOrKept += rescuedOrKept;
  }
  const reconnections = people.reduce((sum, { transport }) => sum + transport.connections - 1, 0);
  return { ...work, faults: server.log.injected.length, reconnections };
}

async function checkDocument(
  server: SimulatedServer,
  people: readonly Person[],
  seed: number,
): Promise<Pick<Work, "versions" | "typed" | "rescuedOrKept">> {
  const [first] = people;
  if (!first) throw new Error("Nobody took part.");
  const { documentId, trace } = first.options;
  const { log } = server.stores;
  const fail = (rule: string, detail: string) => {
    throw new Error(`seed ${seed}: ${rule}: ${detail}`);
  };

  const changes = await log.read(documentId, 0, 1_000_000);
  const head = changes.at(-1)?.version ?? 0;
  changes.forEach(({ version }, index) => {
    if (version !== index + 1) fail("I2 no hole", `version ${version} at place ${index + 1}`);
  });
  const ids = new Set(changes.map(({ changeId }) => changeId));
  if (ids.size !== changes.length) fail("I3 exactly once", "a changeId is stored twice");

  const at = await documentAt(log, documentId, head);
  if (!at.ok) return fail("I4 replay", at.error.message) as never;
  const { doc } = at.head;
  try {
    doc.check();
  } catch (error) {
    fail("I5 validity", String(error));
  }
  for (const { options, editor, session } of people) {
    const who = options.user.id;
    if (!editor) return fail("I11 liveness", `${who} has no editor`) as never;
    const { unconfirmed, inflight, version } = collabState(editor.state);
    if (unconfirmed.length > 0 || inflight) fail("I11 liveness", `${who} has unsaved work`);
    if (version !== head) fail("I4 convergence", `${who} is at ${version}, the log at ${head}`);
    if (!editor.state.doc.eq(doc)) {
      fail("I4 convergence", `${who} sees ${editor.state.doc}, the log says ${doc}`);
    }
    if (!session.snapshot().saved) fail("I8 honesty", `${who} is told that work is unsaved`);
  }

  const text = doc.textBetween(0, doc.content.size, "\n");
  const present: readonly string[] = text.match(tokenPattern) ?? [];
  const unmerged = people.flatMap((person) => person.session.snapshot().unmerged);
  const kept: readonly string[] = unmerged.flatMap(({ text }) => text.match(tokenPattern) ?? []);
  for (const [index, token] of present.entries()) {
    // What two people deleted and both took back is there twice, as each of them asked.
    if (present.indexOf(token) === index || trace.deleted.has(token)) continue;
    fail(
      "I12 intent",
      `${token} is there twice; ${await firstTwice(server, documentId, head, token)}`,
    );
  }
  for (const token of trace.typed) {
    if (trace.deleted.has(token) || present.includes(token) || kept.includes(token)) continue;
    fail(
      "I12 intent",
      `${token} was typed, deleted by nobody; ${await lastSeen(server, documentId, head, token)}`,
    );
  }
  return {
    versions: head,
    typed: trace.typed.size,
    rescuedOrKept: kept.length + changes.filter(({ kept }) => kept !== null).length,
  };
}

/** Where a token was lost, to look for the reason there. */
async function lastSeen(
  server: SimulatedServer,
  documentId: string,
  head: number,
  token: string,
): Promise<string> {
  const { log } = server.stores;
  for (let version = head - 1; version >= 0; version--) {
    const at = await documentAt(log, documentId, version);
    if (!at.ok || !at.head.doc.textContent.includes(token)) continue;
    const [change] = await log.read(documentId, version, 1);
    return `gone since version ${version + 1}: ${JSON.stringify(change)}, from ${at.head.doc}`;
  }
  return "never stored";
}

async function firstTwice(
  server: SimulatedServer,
  documentId: string,
  head: number,
  token: string,
): Promise<string> {
  const { log } = server.stores;
  for (let version = 1; version <= head; version++) {
    const at = await documentAt(log, documentId, version);
    if (!at.ok || at.head.doc.textContent.split(token).length < 3) continue;
    const [change] = await log.read(documentId, version - 1, 1);
    return `twice since version ${version}: ${JSON.stringify(change)}`;
  }
  return "never stored twice";
}
