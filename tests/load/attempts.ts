/** Every connection this process tries to make to a server, and every answer 5xx it gets, over HTTP. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";

export class Attempts {
  /** When each was made. */
  readonly at: number[] = [];
  serverErrors = 0;

  readonly #connecting = () => {
    this.at.push(performance.now());
  };
  readonly #answered = (message: unknown) => {
    const { response }: { response?: { statusCode?: number } } = Object(message);
    if ((response?.statusCode ?? 0) >= 500) this.serverErrors += 1;
  };

  constructor() {
    subscribe("net.client.socket", this.#connecting);
    // Of `http`, which sockets use, and of `fetch`.
    subscribe("http.client.response.finish", this.#answered);
    subscribe("undici:request:headers", this.#answered);
  }

  close(): void {
    unsubscribe("net.client.socket", this.#connecting);
    unsubscribe("http.client.response.finish", this.#answered);
    unsubscribe("undici:request:headers", this.#answered);
  }

  between(from: number, to: number): number {
    return this.at.filter((at) => at >= from && at < to).length;
  }

  /** Most attempts within `windowMs`, from `from` on. */
  busiest(from: number, windowMs: number): number {
    const times = this.at.filter((at) => at >= from).sort((a, b) => a - b);
    let [most, first] = [0, 0];
    for (const [last, at] of times.entries()) {
      while ((times[first] ?? at) < at - windowMs) first += 1;
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
