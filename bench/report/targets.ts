/** What Tandem sets out to reach beside the others, as ratios within one run. */
import type { Results } from "./results";

export interface Verdict {
  readonly workload: string;
  readonly target: string;
  /** What was measured, in the unit of `limit`. */
  readonly value: number;
  readonly limit: number;
  readonly met: boolean;
}

interface Target {
  readonly workload: string;
  readonly target: string;
  /** At most `limit`, unless `least` says that it is at least that. */
  readonly limit: number;
  readonly least?: true;
  value(read: Read): number;
}

type Read = (engine: string, figure: string) => number;

const peers = ["Hocuspocus", "y-websocket", "y-websocket + LevelDB", "ShareDB"];
const storing = ["Hocuspocus", "y-websocket + LevelDB"];
const hocuspocus = ["Hocuspocus"];

const own = (figure: string) => (read: Read) => read("Tandem", figure);

/** Tandem's figure as a multiple of the lowest, or the highest, of the others'. */
function beside(engines: readonly string[], figure: string, pick = Math.min) {
  return (read: Read) => {
    const others = engines.map((engine) => read(engine, figure)).filter(Number.isFinite);
    return read("Tandem", figure) / (others.length > 0 ? pick(...others) : Number.NaN);
  };
}

/** Of histories whose documents are of the same size. */
const flat = (read: Read) => read("Tandem", "p95Of1mMs") / read("Tandem", "p95Of100kMs");

/** Each: workload, what, limit, value; `least` where more is better. */
const targets: readonly Target[] = [
  atMost("W1", "p99 beside the durable floor", 1.3, beside(["durable relay"], "p99Ms")),
  atMost("W1", "p99 beside the quickest peer", 1, beside(peers, "p99Ms")),
  atMost("W1far", "p50, ms", 62, own("p50Ms")),
  atMost("W1far", "p99, ms", 70, own("p99Ms")),
  atLeast("W2", "edits/s beside the fastest peer", 1, beside(peers, "editsPerSecond", Math.max)),
  atLeast("W2", "edits/s beside who stores", 3, beside(storing, "editsPerSecond", Math.max)),
  atMost("W3", "server CPU beside Hocuspocus", 1, beside(hocuspocus, "serverCpuUsPerEdit")),
  atMost("W4", "cold opening beside Hocuspocus", 0.1, beside(hocuspocus, "coldMs")),
  atMost("W4", "memory of a copy beside Hocuspocus", 0.1, beside(hocuspocus, "copyMb")),
  atMost("W5", "saved edits that were lost", 0, own("lostEdits")),
  atMost("W6", "memory of a document beside Hocuspocus", 0.33, beside(hocuspocus, "documentKb")),
  atMost("W7", "bytes up beside Hocuspocus", 2, beside(hocuspocus, "upBytesPerKeystroke")),
  atMost("W7", "bytes down beside Hocuspocus", 2, beside(hocuspocus, "downBytesPerKeystroke")),
  atMost("W8", "p95, ms", 250, own("p95Ms")),
  atMost("W9", "everybody back, seconds", 15, own("allBackSeconds")),
  atMost("W10", "p95 of a version of 100,000, ms", 50, own("p95Of100kMs")),
  atMost("W10", "p95 of a version of 1,000,000, ms", 50, own("p95Of1mMs")),
  atMost("W10", "the same, beside 100,000", 1.3, flat),
  atMost("W10", "p95 of 1,000,000 with a text ten times as long, ms", 50, own("p95Of1mGrownMs")),
  atMost("W11", "p99 until saved, in round trips", 3, own("slowP99RoundTrips")),
];

function atMost(workload: string, target: string, limit: number, value: Target["value"]): Target {
  return { workload, target, limit, value };
}

function atLeast(workload: string, target: string, limit: number, value: Target["value"]): Target {
  return { workload, target, limit, value, least: true };
}

/** Verdicts on what was measured; what was not measured has none. */
export function verdicts(results: Results): readonly Verdict[] {
  return targets.flatMap(({ workload, target, limit, least, value }) => {
    const read: Read = (engine, figure) =>
      results[workload]?.[engine]?.[figure]?.median ?? Number.NaN;
    const measured = value(read);
    if (!Number.isFinite(measured)) return [];
    const met = least ? measured >= limit : measured <= limit;
    return [{ workload, target, value: measured, limit, met }];
  });
}
