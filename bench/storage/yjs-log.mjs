/** The trace in Yjs, each update a row of its own, as y-leveldb and its like keep them. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import * as Y from "yjs";

/** A tree as y-prosemirror makes it: an element per paragraph, with one text in it. */
function paragraph() {
  const element = new Y.XmlElement("paragraph");
  element.insert(0, [new Y.XmlText()]);
  return element;
}

export function replay(edits) {
  const folder = mkdtempSync(join(tmpdir(), "tandem-yjs-"));
  const path = join(folder, "updates.db");
  const database = new Database(path);
  database.exec(
    'CREATE TABLE updates (doc TEXT, clock INTEGER, "update" BLOB, PRIMARY KEY (doc, clock)) WITHOUT ROWID',
  );
  const insert = database.prepare("INSERT INTO updates VALUES ('plan', ?, ?)");
  const doc = new Y.Doc();
  const root = doc.getXmlFragment("default");
  let clock = 0;
  doc.on("update", (update) => insert.run(clock++, update));
  database.exec("BEGIN");
  root.insert(0, [paragraph()]);
  const texts = [root.get(0).get(0)];
  for (const { edit } of edits) {
    const text = texts[edit.paragraph];
    if (edit.kind === "insert") text.insert(edit.offset, edit.text);
    else if (edit.kind === "delete") text.delete(edit.offset, 1);
    else {
      const made = paragraph();
      root.insert(edit.paragraph + 1, [made]);
      texts.splice(edit.paragraph + 1, 0, made.get(0));
    }
  }
  database.exec("COMMIT");
  database.close();
  const logBytes = statSync(path).size;
  rmSync(folder, { recursive: true });
  const letters = texts.reduce((sum, { length }) => sum + length, 0);
  return { logBytes, stateBytes: Y.encodeStateAsUpdate(doc).length, letters };
}
