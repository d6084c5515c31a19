/**
 * Ten bugs that such systems have had, each planted in the running product: a simulation that does
 * not find them all proves nothing about the product without them.
 */
import { Node, NodeType } from "@tiptap/pm/model";
import { afterEach, describe, expect, test, vi } from "vitest";
import { local } from "@/server/actors/message";
import { documentActor } from "@/server/documents/document-actor";
import type { DocumentContext, DocumentState } from "@/server/documents/document-state";
import type { DocumentMessage } from "@/server/documents/messages";
import { RecentChanges } from "@/server/documents/recent-changes";
import { Sequencer } from "@/server/documents/sequencer";
import type { Append, ChangeLog } from "@/server/ports/change-log";
import { type SimulationOptions, simulate } from "./simulation";

type Bug = Omit<SimulationOptions, "seed">;

const seeds = 500;

/** The first seed that finds the bug, planted anew for each. */
async function foundBy(plant: () => Bug): Promise<number | undefined> {
  for (let seed = 1; seed <= seeds; seed++) {
    const fault = await simulate({ ...plant(), seed }).then(
      () => undefined,
      (error: Error) => error.message,
    );
    vi.restoreAllMocks();
    // An invariant says which seed broke it; anything else would be a bug of the test.
    if (fault) expect(fault).toContain(`seed ${seed}: `);
    if (fault) return seed;
  }
  return undefined;
}

afterEach(() => {
  vi.restoreAllMocks();
});

/** A store with some of its verbs replaced. */
function overriding(override: (log: ChangeLog) => Partial<ChangeLog>) {
  return (log: ChangeLog): ChangeLog => ({
    append: (entries) => log.append(entries),
    open: (id) => log.open(id),
    claim: (id) => log.claim(id),
    read: (...args) => log.read(...args),
    find: (...args) => log.find(...args),
    checkpointBefore: (...args) => log.checkpointBefore(...args),
    leaps: (...args) => log.leaps(...args),
    saveCheckpoint: (...args) => log.saveCheckpoint(...args),
    ...override(log),
  });
}

/** A store that takes what it is given, whoever gives it: as the next version, whatever it says. */
function unfenced(log: ChangeLog): Pick<ChangeLog, "open" | "append"> {
  const heads = new Map<string, { epoch: number; version: number }>();
  const renumber = (entry: Append): Append => {
    const { epoch, version } = heads.get(entry.documentId) ?? { epoch: 0, version: 0 };
    const changes = entry.changes.map((change, i) => ({ ...change, version: version + i + 1 }));
    return { ...entry, epoch, expectedVersion: version, changes };
  };
  return {
    async open(id) {
      const opened = await log.open(id);
      if (!opened) return undefined;
      const { epoch = 0, headVersion: version } = opened;
      heads.set(id, { epoch, version });
      return { ...opened, epoch };
    },
    async append(entries) {
      const renumbered = entries.map(renumber);
      const results = await log.append(renumbered);
      for (const { documentId, epoch, changes } of renumbered) {
        heads.set(documentId, { epoch, version: changes.at(-1)?.version ?? 0 });
      }
      return results;
    },
  };
}

/** What a document's actor does with its messages, changed. */
function misleading(
  handle: (
    message: DocumentMessage,
    state: DocumentState,
    ctx: DocumentContext,
    properly: () => unknown,
  ) => unknown,
): Bug {
  const original = documentActor.handleCast?.bind(documentActor);
  vi.spyOn(documentActor, "handleCast").mockImplementation(
    (message, state, ctx) =>
      handle(message, state, ctx, () => original?.(message, state, ctx)) as undefined,
  );
  return {};
}

const bugs: Readonly<Record<string, () => Bug>> = {
  "acknowledged before it is stored": () => ({
    wrapLog: overriding((log) => ({
      append: async (entries) => {
        log.append(entries).catch(() => {});
        return entries.map(() => "stored");
      },
    })),
  }),

  "shown to others before it is stored": () =>
    misleading((message, { participants, documentId, open }, ctx, properly) => {
      const stop = properly();
      if (message.tag !== "change_applied" || !open) return stop;
      const { recent, head } = open.sequencer;
      const changes = recent.since(head.version - 1).map(({ wire }) => wire);
      const payload = local({ documentId, changes });
      for (const subscriber of participants.subscribers()) {
        ctx.cast(subscriber, { tag: "broadcast_change", payload });
      }
      return stop;
    }),

  "a retry taken for a new change": () => {
    vi.spyOn(RecentChanges.prototype, "find").mockReturnValue(undefined);
    let stored = 0;
    return {
      wrapLog: overriding((log) => ({
        find: async () => undefined,
        append: (entries) =>
          log.append(
            entries.map((entry) => ({
              ...entry,
              changes: entry.changes.map((change) => ({
                ...change,
                changeId: `${change.changeId}#${stored++}`,
              })),
            })),
          ),
      })),
    };
  },

  "a change against an old version is dropped": () => {
    const begin = Sequencer.prototype.begin;
    vi.spyOn(Sequencer.prototype, "begin").mockImplementation(function begun(
      this: Sequencer<unknown>,
      changeId,
    ) {
      const work = begin.call(this, changeId);
      if (!work || work.state.mapsSinceBase.length === 0) return work;
      return { ...work, change: { ...work.change, body: { kind: "steps", steps: [] } } };
    });
    return {};
  },

  "the version stays where it was after a commit that failed": () =>
    misleading((message, _state, _ctx, properly) =>
      message.tag === "append_failed" ? undefined : properly(),
    ),

  "what is applied is not checked": () => {
    let applying = false;
    const check = Node.prototype.check;
    const validContent = NodeType.prototype.validContent;
    vi.spyOn(Node.prototype, "check").mockImplementation(function checked(this: Node) {
      if (!applying) check.call(this);
    });
    vi.spyOn(NodeType.prototype, "validContent").mockImplementation(function valid(
      this: NodeType,
      content,
    ) {
      return applying || validContent.call(this, content);
    });
    const beforeApply = () => {
      applying = true;
      queueMicrotask(() => {
        applying = false;
      });
    };
    return { tree: { beforeApply } };
  },

  "an owner that was replaced goes on writing": () => ({ wrapLog: overriding(unfenced) }),

  "a change is sent again under another id": () => {
    const sent = new Map<string, number>();
    return {
      tamper(event, payload) {
        if (event !== "apply_change" || !("changeId" in payload)) return payload;
        const id = String(payload.changeId);
        const times = sent.get(id) ?? 0;
        sent.set(id, times + 1);
        return times === 0 ? payload : { ...payload, changeId: `${id}-again-${times}` };
      },
    };
  },

  "a document that can't be loaded opens blank": () => ({
    wrapLog: overriding((log) => {
      const { open, append } = unfenced(log);
      const blank = { epoch: 0, headVersion: 0, title: "", checkpoint: null, tail: [] };
      return { append, open: (id) => open(id).catch(() => blank) };
    }),
  }),

  "what a checkpoint holds is applied again at a restart": () => ({
    wrapLog: overriding((log) => ({
      saveCheckpoint: (id, { version, doc }) =>
        log.saveCheckpoint(id, { version: version - 1, doc }),
    })),
  }),
};

describe("the simulation finds, when it is planted,", () => {
  test.each(Object.entries(bugs))("%s", { timeout: 300_000 }, async (_name, plant) => {
    const seed = await foundBy(plant);
    expect(seed).toBeDefined();
  });
});
