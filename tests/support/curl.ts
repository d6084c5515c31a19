/** Somebody who takes part by the `curl` program alone, or by plain HTTP where there is no curl. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { promisify } from "node:util";
import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import { schema } from "@/collab/schema/schema";
import { type SseEvent, SseParser } from "./sse-parser";

const run = promisify(execFile);

/** What is needed of a program that speaks HTTP. */
interface Program {
  ask(method: string, url: string, headers: string[], body?: string): Promise<string>;
  /** Reads an answer as it comes; the result breaks the connection. */
  follow(
    url: string,
    headers: string[],
    read: (text: string) => void,
    ended: () => void,
  ): () => void;
}

const curl: Program = {
  async ask(method, url, headers, body) {
    const data = body === undefined ? [] : ["--data-binary", body];
    const args = ["-sS", "-i", "--max-time", "20", "-X", method, ...flags(headers), ...data, url];
    return (await run("curl", args, { maxBuffer: 10_000_000 })).stdout;
  },
  follow(url, headers, read, ended) {
    const child = spawn("curl", ["-sS", "-N", ...flags(headers), url]);
    child.stdout.setEncoding("utf8").on("data", read);
    child.on("close", ended);
    return () => child.kill("SIGKILL");
  },
};

/** The same by hand. */
const plain: Program = {
  async ask(method, url, headers, body) {
    const asked = request(url, { method, headers: pairs(headers), agent: false }).end(body);
    const [answer] = await once(asked, "response");
    let text = `HTTP/1.1 ${answer.statusCode}\r\n`;
    for (const cookie of answer.headers["set-cookie"] ?? []) text += `set-cookie: ${cookie}\r\n`;
    text += "\r\n";
    for await (const chunk of answer.setEncoding("utf8")) text += chunk;
    return text;
  },
  follow(url, headers, read, ended) {
    const asked = request(url, { headers: pairs(headers), agent: false }, (answer) =>
      answer.setEncoding("utf8").on("data", read).on("close", ended),
    );
    asked.on("error", ended).end();
    return () => asked.destroy();
  },
};

const flags = (headers: string[]) => headers.flatMap((header) => ["-H", header]);
const pairs = (headers: string[]) =>
  Object.fromEntries(headers.map((header) => header.split(/: (.*)/s).slice(0, 2)));

export class CurlPerson {
  doc: Node = schema.topNodeType.create();
  version = 0;
  /** Every version heard of, in the order they came. */
  readonly versions: number[] = [];
  readonly events: SseEvent[] = [];
  following = false;
  #lastId = "";
  #sent = 0;
  #cut: () => void = () => {};

  private constructor(
    readonly program: Program,
    readonly url: string,
    readonly cookie: string,
    readonly path: string,
  ) {}

  /** Becomes a guest, and opens a document by its link. */
  static async open(url: string, documentId: string, name: string): Promise<CurlPerson> {
    const program = (await run("curl", ["--version"]).catch(() => undefined)) ? curl : plain;
    const headers = ["content-type: application/json"];
    const body = JSON.stringify({ name });
    const answer = await program.ask("POST", `${url}/api/session`, headers, body);
    const cookie = answer.match(/^set-cookie: ([^;]+)/im)?.[1] ?? "";
    const person = new CurlPerson(program, url, cookie, `/api/documents/${documentId}`);
    await person.read();
    return person;
  }

  /** The whole document, as it is stored now. */
  async read(): Promise<void> {
    const { status, json } = await this.ask("GET", "/content?format=json");
    if (status !== 200) throw new Error(`The document answered ${status}.`);
    this.doc = schema.nodeFromJSON(json.doc);
    this.version = json.version;
    this.#lastId = String(json.version);
  }

  async ask(method: string, path: string, body?: object) {
    const headers = [`cookie: ${this.cookie}`, "content-type: application/json"];
    const url = `${this.url}${this.path}${path}`;
    const answer = await this.program.ask(method, url, headers, body && JSON.stringify(body));
    const [head = "", text = ""] = answer.split(/\r\n\r\n(.*)/s);
    return { status: Number(head.match(/^HTTP\S+ (\d+)/)?.[1]), json: JSON.parse(text) };
  }

  /** Posts a change made against the version known here. */
  async write(text: string, at: number): Promise<number> {
    this.#sent += 1;
    const slice = { content: [{ type: "text", text }] };
    const steps = [{ stepType: "replace", from: at, to: at, slice }];
    const changeId = `${this.cookie.slice(-8).replace(/\W/g, "x")}-${this.#sent}`;
    const change = { changeId, baseVersion: this.version, steps };
    const { status, json } = await this.ask("POST", "/changes", change);
    if (status !== 200) throw new Error(`The change was answered ${status}.`);
    return json.version;
  }

  /** Follows from the last id on, and applies what comes. */
  follow(): void {
    const headers = [`cookie: ${this.cookie}`, `last-event-id: ${this.#lastId}`];
    const parser = new SseParser();
    const read = (text: string) => {
      for (const event of parser.push(text).events) this.#hear(event);
    };
    const ended = () => {
      this.following = false;
    };
    this.following = true;
    this.#cut = this.program.follow(`${this.url}${this.path}/events`, headers, read, ended);
  }

  /** Breaks the connection, as a network does. */
  async cut(): Promise<void> {
    this.#cut();
    while (this.following) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  #hear(event: SseEvent): void {
    this.events.push(event);
    if (event.event !== "broadcast_change") return;
    for (const { version, steps } of event.data.changes) {
      this.versions.push(version);
      for (const json of steps) {
        const { doc, failed } = Step.fromJSON(schema, json).apply(this.doc);
        if (!doc) throw new Error(`Version ${version} does not apply: ${failed}`);
        this.doc = doc;
      }
      this.version = version;
    }
    this.#lastId = event.id;
  }
}
