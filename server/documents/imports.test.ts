/** What becomes of a file: its title, its text, its images. */
import type { Node } from "@tiptap/pm/model";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { documentFromMarkdown } from "@/collab/content/markdown";
import { markdownFromDocument } from "@/collab/content/markdown-export";
import { documentFromText } from "@/collab/content/text";
import { withTitle } from "@/collab/content/title";
import { arbitraryDocument } from "@/collab/schema/arbitrary-document";
import { emptyDocument } from "@/collab/schema/schema";
import { png } from "@/tests/support/images";
import { ActorSystem } from "../actors/system";
import { memoryStores } from "../adapters/memory/memory-stores";
import { MemoryUploadFiles } from "../adapters/memory/memory-uploads";
import { nodeHost } from "../adapters/node-host";
import { Imports } from "./imports";
import { Library, type Outcome } from "./library";
import { startTree } from "./tree";
import { Uploads } from "./uploads";

const ada = { id: "ada", name: "Ada", color: "#1d4ed8", guest: false, createdAt: 0 };

let system: ActorSystem;
let library: Library;
let imports: Imports;
const now = 0;
let ids = 0;
const newId = () => `id-${String(++ids).padStart(8, "0")}`;

beforeEach(async () => {
  system = new ActorSystem(nodeHost(), { node: "local", cloneMessages: true });
  const stores = memoryStores();
  const tree = await startTree(system, { ...stores, digest: (text) => text });
  const shared = { ...stores, newId, now: () => now, sender: system, ...tree };
  library = new Library(shared);
  const uploads = new Uploads({ ...shared, files: new MemoryUploadFiles() });
  const word = { read: () => Promise.resolve("overloaded" as const) };
  imports = new Imports({ library, uploads, word, now: () => now });
  const session = { id: "session", userId: "ada", createdAt: 0, expiresAt: 9e15 };
  await stores.people.create(ada, session);
});

afterEach(() => system.stop());

function done<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

async function stored(importing: ReturnType<Imports["page"]>) {
  const { row, notes } = done(await importing);
  const { head } = done(await library.read("ada", row.id));
  return { title: row.title, doc: head.doc, notes };
}

const markdown = (name: string, text: string) =>
  stored(imports.written(ada, name, documentFromMarkdown(text)));

const shown = async (name: string, text: string) => {
  const { title, doc } = await markdown(name, text);
  return [title, doc.toString()];
};

describe("a file's title", () => {
  test("is the heading it begins with, which does not stand in the text as well", async () => {
    const text = 'doc(paragraph("Text."))';
    expect(await shown("notes.md", "# Plan **B**\n\nText.")).toEqual(["Plan B", text]);
    expect(await shown("Plan.md", "## Plan\n\nText.")).toEqual(["Plan", text]);
    expect(await shown("notes.md", "# Plan")).toEqual(["Plan", "doc(paragraph)"]);
  });

  test("takes nothing out of the text that is no title, or more than words", async () => {
    for (const [name, text, title] of [
      ["notes.md", "## Plan", "notes"],
      ["notes.md", "Text.\n\n# Plan", "notes"],
      ["notes.md", "# [Plan](https://a.example)", "Plan"],
      ["notes.md", `# ${"long ".repeat(50)}`, "long ".repeat(40).trim()],
    ] as const) {
      const { title: is, doc } = await markdown(name, text);
      expect(is).toBe(title);
      expect(doc.toJSON()).toEqual(documentFromMarkdown(text).toJSON());
    }
  });

  test("of a text is its name, whatever it begins with", async () => {
    const text = stored(imports.written(ada, "list.txt", documentFromText("# one\ntwo")));
    expect(await text).toMatchObject({ title: "list" });
    expect((await text).doc.toString()).toBe('doc(paragraph("# one", hardBreak, "two"))');
  });

  test("and the text come back from an export as they were", async () => {
    const back = async (title: string, doc: Node) => {
      const file = markdownFromDocument(withTitle(title, doc));
      return markdown(`${title}.md`, file);
    };
    const docs = fc.sample(arbitraryDocument({ markdownOnly: true }), { numRuns: 20, seed: 4 });
    for (const doc of [emptyDocument(), documentFromMarkdown("# Another\n\nText."), ...docs]) {
      const { title, doc: again } = await back("A *plan*", doc);
      expect(title).toBe("A *plan*");
      expect(again.toJSON()).toEqual(doc.toJSON());
    }
  });
});

describe("a page", () => {
  const image = (src: string) => ({ type: "image", attrs: { src } });
  const page = (content: object[], images: Uint8Array[] = [], title = "Plan") => {
    const doc = { type: "doc", content };
    return imports.page(ada, "page.html", { title, doc, images, notes: [] });
  };

  test("keeps its images, and tells of those it can't", async () => {
    const images = [png(3, 2), Buffer.from("<svg/>")];
    const content = [image("/imported/1"), image("/imported/0"), image("https://a.example/i.png")];
    const { doc, notes } = await stored(page(content, images));
    expect(doc.toString()).toBe("doc(paragraph, image, image, paragraph)");
    expect(doc.child(1).attrs.src).toMatch(/^\/uploads\/id-/);
    expect(doc.child(2).attrs.src).toBe("https://a.example/i.png");
    expect(notes).toEqual([expect.stringContaining("1 image was left out")]);
  });

  test("keeps what Markdown has no word for, and says its title once", async () => {
    const text = { type: "text", text: "Plan", marks: [{ type: "underline" }] };
    const content = [
      { type: "heading", attrs: { level: 1 }, content: [{ type: "text", text: "Plan" }] },
      { type: "paragraph", attrs: { textAlign: "right" }, content: [text] },
    ];
    const { title, doc } = await stored(page(content));
    expect(title).toBe("Plan");
    expect(doc.toString()).toBe('doc(paragraph(underline("Plan")))');
    expect(doc.child(0).attrs).toEqual({ textAlign: "right" });
  });

  test("that holds what a document can't is refused", async () => {
    let deep: object = { type: "paragraph" };
    for (let i = 0; i < 20_000; i++) deep = { type: "blockquote", content: [deep] };
    const evil = {
      type: "text",
      text: "x",
      marks: [{ type: "link", attrs: { href: "javascript:x" } }],
    };
    for (const content of [
      [{ type: "nothing" }],
      [{ type: "text", text: "x" }],
      [{ type: "paragraph", content: [evil] }],
      [{ type: "paragraph", content: [{ type: "text", text: "half \ud83d" }] }],
      [deep],
    ]) {
      const answer = await page(content);
      expect(answer).toMatchObject({ ok: false });
    }
  });
});
