/** Somebody is away for a week, and writes, while a hundred thousand changes are made. */
import { Fragment, Slice } from "@tiptap/pm/model";
import { ReplaceStep } from "@tiptap/pm/transform";
import { expect, test } from "vitest";
import { MemoryPendingStore } from "@/client/session/memory-pending";
import { emptyDocument, schema } from "@/collab/schema/schema";
import { SimulatedHost } from "@/server/actors/simulated-host";
import type { StoredChange } from "@/server/ports/change-log";
import { tokenPattern } from "../support/tokens";
import { checkInvariants } from "./invariants";
import { Person } from "./person";
import { SimulatedServer } from "./server";

const latencyMs = [5, 20] as const;
const calm = { latencyMs, breaks: 0, awayMs: 1, loses: 0, doubles: 0, lingersMs: 0 };
const words = 250;

/** Ben's week: letters here and there, in ten paragraphs, and one word in a hundred deleted again. */
function* week(documentId: string, changes: number): Generator<StoredChange> {
  let doc = emptyDocument();
  const since = Date.UTC(2026, 0, 1);
  for (let version = 1; version <= changes; version++) {
    const step = nextStep(doc, version);
    const result = step.apply(doc);
    if (!result.doc) throw new Error(result.failed ?? "does not apply");
    doc = result.doc;
    yield {
      documentId,
      version,
      changeId: `week-${String(version).padStart(8, "0")}`,
      userId: "ben",
      baseVersion: version - 1,
      steps: JSON.stringify([step.toJSON()]),
      kept: null,
      dropped: null,
      digest: "",
      origin: "typing",
      about: null,
      createdAt: since + version * 1000,
    };
  }
}

function nextStep(doc: ReturnType<typeof emptyDocument>, version: number): ReplaceStep {
  const block = (version * 7) % doc.childCount;
  let start = 1;
  for (let i = 0; i < block; i++) start += doc.child(i).nodeSize;
  const size = doc.child(block).content.size;
  if (doc.childCount < 10 && version % 50 === 0) {
    const paragraphs = [0, 1].map(() => schema.node("paragraph"));
    return new ReplaceStep(start, start, new Slice(Fragment.from(paragraphs), 1, 1), true);
  }
  if (size > 120) return new ReplaceStep(start + 20, start + 100, Slice.empty);
  const at = start + ((version * 13) % (size + 1));
  return new ReplaceStep(at, at, new Slice(Fragment.from(schema.text("x")), 0, 0));
}

async function absence(theirs: number, comeBack: (person: Person) => void) {
  const host = new SimulatedHost(11);
  const server = new SimulatedServer(host);
  const ada = { id: "ada", name: "ada", color: "#1d4ed8" };
  void server.start();
  await host.advance(10);
  let documentId = "";
  void server.createDocument(ada).then((id) => {
    documentId = id;
  });
  await host.advance(10);
  const trace = { typed: new Set<string>(), deleted: new Set<string>() };
  const drawers = new MemoryPendingStore();
  const options = { host, server, user: ada, documentId, conditions: calm, drawers, trace };
  const person = new Person({ ...options, tamper: undefined });
  await host.advance(5000);
  person.setConditions({ ...calm, awayMs: 1e9 });
  person.transport.break();
  const { editor } = person;
  if (!editor) throw new Error("ada has no editor");
  for (let word = 0; word < words; word++) {
    const token = `⟦ada:${word}⟧`;
    trace.typed.add(token);
    for (const letter of token) {
      const end = editor.state.doc.content.size - 1;
      editor.dispatch(editor.state.tr.insertText(letter, end));
    }
  }
  await host.advance(5000);
  server.crash();
  const { log } = server.stores;
  const opened = await log.open(documentId);
  const changes = [...week(documentId, theirs)];
  await log.append([{ documentId, epoch: opened?.epoch ?? 0, expectedVersion: 0, changes }]);
  void server.start();
  await host.advance(100);
  person.setConditions(calm);
  comeBack(person);
  await host.advance(60_000);
  return { server, person };
}

test.each([
  ["in the same tab", 100_000, (person: Person) => person.transport.start()],
  ["in a new one", 20_000, (person: Person) => person.killTab()],
])(
  "everything arrives once, in the order it was written, %s",
  { timeout: 120_000 },
  async (_name, theirs, comeBack) => {
    const { server, person } = await absence(theirs, comeBack);
    const work = await checkInvariants(server, [person], 11);
    expect(work.versions).toBeGreaterThan(theirs);
    const { doc } = person.editor?.state ?? { doc: emptyDocument() };
    const found = doc.textContent.match(tokenPattern) ?? [];
    expect(found).toHaveLength(words);
    expect(found.map((token) => Number(token.slice(5, -1)))).toEqual(found.map((_, i) => i));
  },
);
