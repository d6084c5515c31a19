/** Takes a stream of server-sent events apart, as the standard has it. */

export interface SseEvent {
  readonly event: string;
  /** The id in force when the event came. */
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON the event carries
  readonly data: any;
}

export class SseParser {
  lastId = "";
  #rest = "";

  /** What is complete so far; what is not waits for more. */
  push(text: string): { events: SseEvent[]; comments: number } {
    const blocks = `${this.#rest}${text}`.split("\n\n");
    this.#rest = blocks.pop() ?? "";
    let comments = 0;
    const events: SseEvent[] = [];
    for (const block of blocks) {
      let event = "message";
      let data = "";
      for (const line of block.split("\n")) {
        const [, field = "", value = ""] = line.match(/^([^:]*):? ?(.*)$/) ?? [];
        if (field === "") comments += 1;
        if (field === "id") this.lastId = value;
        if (field === "event") event = value;
        if (field === "data") data += value;
      }
      if (data !== "") events.push({ event, id: this.lastId, data: JSON.parse(data) });
    }
    return { events, comments };
  }
}
