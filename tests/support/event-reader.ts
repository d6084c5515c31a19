/** Reads a stream of server-sent events over a plain connection, and can stop reading it. */
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { type SseEvent, SseParser } from "./sse-parser";

export class EventReader {
  readonly events: SseEvent[] = [];
  status = 0;
  body = "";
  ended = false;
  /** The connection broke before the stream's proper end. */
  broken = false;
  #beats = 0;
  readonly #parser = new SseParser();
  readonly #request: ClientRequest;
  #response: IncomingMessage | undefined;

  constructor(url: string, headers: Record<string, string>) {
    this.#request = request(url, { headers, agent: false }, (response) => {
      this.#response = response;
      this.status = response.statusCode ?? 0;
      response.setEncoding("utf8");
      response.on("data", (text: string) => this.#read(text));
      response.on("end", () => this.#end(false));
      response.on("error", () => this.#end(true));
    });
    this.#request.on("error", () => this.#end(true));
    this.#request.end();
  }

  get lastId(): string {
    return this.#parser.lastId;
  }

  get beats(): number {
    return this.#beats;
  }

  /** The versions of all changes heard of, in the order they came. */
  get versions(): number[] {
    return this.events.flatMap(({ event, data }) =>
      event === "broadcast_change"
        ? data.changes.map(({ version }: { version: number }) => version)
        : [],
    );
  }

  named(event: string): SseEvent[] {
    return this.events.filter((one) => one.event === event);
  }

  /** Leaves what comes in the buffers of the operating system. */
  pause(): void {
    this.#response?.pause();
  }

  resume(): void {
    this.#response?.resume();
  }

  close(): void {
    this.#request.destroy();
  }

  #read(text: string): void {
    this.body += text.length < 10_000 ? text : "";
    const read = this.#parser.push(text);
    this.#beats += read.comments;
    this.events.push(...read.events);
  }

  #end(broken: boolean): void {
    this.broken ||= broken;
    this.ended = true;
  }
}
