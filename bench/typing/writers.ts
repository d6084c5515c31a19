/**
 * People who write into a document over the wire, in a process of their own: what their browsers
 * would send, without the browsers. Arguments: address, document, how many, keystrokes a second.
 */
import { Node } from "@tiptap/pm/model";
import { Step, type StepMap } from "@tiptap/pm/transform";
import { newId } from "@/client/session/new-id";
import { SocketTransport } from "@/client/session/socket-transport";
import type { WireChange } from "@/collab/protocol/server-messages";
import { PROTOCOL_VERSION } from "@/collab/protocol/version";
import { schema } from "@/collab/schema/schema";

const [url = "", documentId = "", count = "20", perSecond = "5"] = process.argv.slice(2);
const timeoutMs = 10_000;
const letters = "some words which somebody writes here ";

/** All hear the same changes: each is read once. */
const known = new Map<number, readonly StepMap[]>();

function mapsOf({ version, steps }: WireChange): readonly StepMap[] {
  const before = known.get(version);
  if (before) return before;
  const maps = steps.map((json) => Step.fromJSON(schema, json).getMap());
  known.set(version, maps);
  known.delete(version - 1000);
  return maps;
}

class Writer {
  #version = 0;
  #at = 0;
  #inFlight: string | undefined;
  #typed = 0;

  private constructor(readonly transport: SocketTransport) {}

  /** Somebody with the caret at the end of a paragraph, this far into the document. */
  static async open(name: string, part: number): Promise<Writer> {
    const cookie = await session(name);
    const extraHeaders = { cookie, origin: url };
    const writer = new Writer(new SocketTransport(url, { extraHeaders }));
    const { transport } = writer;
    const early: WireChange[] = [];
    let joined = false;
    transport.on("broadcast_change", ({ changes }) => {
      if (joined) writer.#hear(changes);
      else early.push(...changes);
    });
    await new Promise<void>((resolve) => transport.on("connect", () => resolve()));
    const request = { documentId, protocol: PROTOCOL_VERSION };
    const answer = await transport.request("join", request, { timeoutMs });
    if (!answer.ok) throw new Error(answer.error.message);
    writer.#version = answer.version;
    writer.#at = endOfParagraph(Node.fromJSON(schema, answer.doc), part);
    joined = true;
    writer.#hear(early);
    return writer;
  }

  get typed(): number {
    return this.#typed;
  }

  type(): void {
    if (this.#inFlight) return;
    const changeId = newId();
    this.#inFlight = changeId;
    const text = letters[this.#typed % letters.length] ?? "x";
    const slice = { content: [{ type: "text", text }] };
    const steps = [{ stepType: "replace", from: this.#at, to: this.#at, slice }];
    // As browsers do: no message of its own says where the caret is while somebody types.
    const caret = "end";
    const change = { documentId, changeId, baseVersion: this.#version, steps, caret };
    this.transport.request("apply_change", change, { timeoutMs }).then(
      (answer) => {
        if (answer.ok) this.#typed += 1;
        else this.#inFlight = undefined;
      },
      () => {
        this.#inFlight = undefined;
      },
    );
  }

  #hear(changes: readonly WireChange[]): void {
    for (const change of changes) {
      if (change.version !== this.#version + 1) continue;
      this.#version = change.version;
      for (const map of mapsOf(change)) this.#at = map.map(this.#at, 1);
      if (change.changeId === this.#inFlight) this.#inFlight = undefined;
    }
  }
}

async function session(name: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ name }),
  });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

function endOfParagraph(doc: Node, part: number): number {
  const wanted = doc.content.size * part;
  let at = 0;
  doc.forEach((block, offset) => {
    if (block.type.name === "paragraph" && offset <= wanted) at = offset + 1 + block.content.size;
  });
  return at;
}

async function main(): Promise<void> {
  const writers: Writer[] = [];
  for (let i = 0; i < Number(count); i += 1) {
    // A quarter of them near the start, where the reader is; the others all over the document.
    const part = i % 4 === 0 ? 0.001 * (i / 4 + 1) : (i + 0.5) / Number(count);
    writers.push(await Writer.open(`Writer ${i + 1}`, part));
  }
  process.send?.("ready");
  const everyMs = 1000 / Number(perSecond);
  for (const [i, writer] of writers.entries()) {
    setTimeout(() => setInterval(() => writer.type(), everyMs), (i * everyMs) / writers.length);
  }
  process.on("message", () => {
    process.send?.(writers.reduce((sum, { typed }) => sum + typed, 0));
  });
  process.on("disconnect", () => process.exit());
}

await main();
