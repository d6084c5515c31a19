/** Who wrote what, over a history in which somebody goes back. */
import type { Node } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import { expect, test } from "vitest";
import { documentAfter, type LoggedChange } from "@/collab/history/logged-change";
import { restoreBlocks } from "@/collab/history/restore-blocks";
import { becomeSteps } from "@/collab/rebase/become-steps";
import { emptyDocument, schema } from "@/collab/schema/schema";
import { AuthorshipLog } from "./compute-past";

const computing = { signal: new AbortController().signal, onProgress: () => {} };
const sentence = "The long original sentence of Ada stands here.";

/** Changes told by hand, with the document at each version. */
class Story {
  readonly docs: Node[] = [emptyDocument()];
  readonly #changes: LoggedChange[] = [];
  readonly #log = new AuthorshipLog({ changes: (since, until) => this.#read(since, until) });

  get head(): Node {
    return this.at(this.docs.length - 1);
  }

  at(version: number): Node {
    const doc = this.docs[version];
    if (!doc) throw new Error(`no version ${version}`);
    return doc;
  }

  types(userId: string, edit: (tr: Transform) => void): void {
    const tr = new Transform(this.head);
    edit(tr);
    this.#add(userId, tr.steps);
  }

  restores(
    userId: string,
    version: number,
    steps = becomeSteps(this.head, this.at(version)),
  ): void {
    this.#add(userId, steps, version);
  }

  restoresFirstBlock(userId: string, version: number): void {
    const since = this.#changes.slice(version).flatMap(({ steps }) => steps);
    const maps = since.map((step) => step.getMap());
    const steps = restoreBlocks(this.at(version), this.head, maps, [{ from: 0, to: 1 }]);
    this.#add(userId, steps, version);
  }

  /** The words of a version, by who wrote them. */
  async words(version = this.docs.length - 1): Promise<readonly string[]> {
    const doc = this.at(version);
    const { spans } = await this.#log.at(version, computing);
    let from = 0;
    return spans.flatMap(({ length, data }) => {
      const text = doc.textBetween(from, from + length);
      from += length;
      return text && data ? [`${data.userId}: ${text}`] : [];
    });
  }

  #add(userId: string, steps: readonly Step[], restored?: number): void {
    const version = this.docs.length;
    const change = { version, userId, createdAt: version * 1e6, steps, restored };
    this.docs.push(documentAfter(this.head, change));
    this.#changes.push(change);
  }

  async *#read(since: number, until: number) {
    yield this.#changes.slice(since, until);
  }
}

/** Ada writes a sentence, and Ben something before and after it. */
function twoAuthors(): Story {
  const story = new Story();
  story.types("ada", (tr) => tr.insert(1, schema.text(sentence)));
  story.types("ben", (tr) => tr.insert(1, schema.text("PRE ")));
  story.types("ben", (tr) => tr.insert(tr.doc.content.size - 1, schema.text(" POST")));
  return story;
}

test("words of a restored version stay with who wrote them", async () => {
  const story = twoAuthors();
  story.restores("cyd", 1);
  expect(await story.words()).toEqual([`ada: ${sentence}`]);
  story.restores("cyd", 3);
  expect(await story.words()).toEqual(["ben: PRE ", `ada: ${sentence}`, "ben:  POST"]);
});

test("also where everything between the edits was taken out and put in again", async () => {
  const story = twoAuthors();
  const all = new Transform(story.head).replaceWith(1, 56, schema.text(sentence));
  story.restores("cyd", 1, all.steps);
  expect(await story.words()).toEqual([`ada: ${sentence}`]);
});

test("also those of a restored block, beside what somebody else wrote since", async () => {
  const story = twoAuthors();
  story.types("ada", (tr) => {
    tr.insert(tr.doc.content.size, schema.node("paragraph")).delete(1, 5);
  });
  story.types("dan", (tr) => tr.insert(tr.doc.content.size - 1, schema.text("Dan's.")));
  story.restoresFirstBlock("cyd", 3);
  const words = ["ben: PRE ", `ada: ${sentence}`, "ben:  POST", "dan: Dan's."];
  expect(await story.words()).toEqual(words);
});

test("a version that was restored from one that was restored", async () => {
  const story = twoAuthors();
  story.restores("cyd", 1);
  story.restores("dan", 3);
  story.types("dan", (tr) => tr.insert(1, schema.text("Dan's. ")));
  story.restores("cyd", 4);
  story.restores("cyd", 6);
  const words = ["dan: Dan's. ", "ben: PRE ", `ada: ${sentence}`, "ben:  POST"];
  expect(await story.words()).toEqual(words);
  expect(await story.words(4)).toEqual([`ada: ${sentence}`]);
});
