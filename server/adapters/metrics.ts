/** Figures of the running process for `/metrics` and `/system`. */
import type { ActorSystem } from "../actors/system";
import type { JournalStatistics } from "../documents/journal-actor";
import type { Metric } from "./http/health-routes";
import { LoopDelay } from "./loop-delay";

export interface MetricSources {
  readonly system: ActorSystem;
  connections(): number;
  journal(): JournalStatistics | undefined;
}

export class Metrics {
  readonly #sources: MetricSources;
  readonly #loop = new LoopDelay();

  constructor(sources: MetricSources) {
    this.#sources = sources;
  }

  read(): readonly Metric[] {
    const { system, connections, journal } = this.#sources;
    const { heapUsed, rss } = process.memoryUsage();
    const written = journal();
    const delayS = this.#loop.readP99Ms() / 1000;
    // It wakes the process a hundred times a second: not where nobody ever asks.
    this.#loop.start();
    return [
      gauge("tandem_actors", "Living actors.", system.list().length),
      gauge("tandem_connections", "Open connections.", connections()),
      counter("tandem_dead_letters_total", "Undeliverable messages.", system.deadLetters.total),
      counter("tandem_changes_stored_total", "Changes made durable.", written?.stored ?? 0),
      counter("tandem_commits_total", "Transactions of the journal.", written?.flushes ?? 0),
      gauge("tandem_event_loop_delay_p99_seconds", "Since the last reading.", delayS),
      gauge("tandem_resident_memory_bytes", "Resident memory.", rss),
      gauge("tandem_heap_used_bytes", "JavaScript heap.", heapUsed),
      counter("tandem_uptime_seconds_total", "Since the start.", process.uptime()),
    ];
  }
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: "gauge", value };
}

function counter(name: string, help: string, value: number): Metric {
  return { name, help, type: "counter", value };
}
