/**
 * `npm run bench:storage [-- 100000 1000000]`: what a typed character costs on disk with its whole
 * history, beside a log of Yjs updates of the same trace, and how fast any version is read.
 */
import { TandemLog } from "./tandem-log";
import { typing } from "./trace";

interface YjsLog {
  replay(edits: Iterable<unknown>): { logBytes: number; stateBytes: number; letters: number };
}

const lengths = process.argv.slice(2).map(Number).filter(Boolean);
const reads = 60;

function quantile(durations: readonly number[], share: number): string {
  const sorted = durations.toSorted((a, b) => a - b);
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)} ms`;
}

function line(name: string, bytes: number, letters: number, edits: number): void {
  const each = `${(bytes / letters).toFixed(1)} B a letter kept, ${(bytes / edits).toFixed(1)} B an edit`;
  console.log(`  ${name.padEnd(44)} ${(bytes / 1e6).toFixed(1).padStart(7)} MB  ${each}`);
}

async function measure(edits: number, yjs: YjsLog): Promise<void> {
  const tandem = new TandemLog();
  await tandem.open();
  let made = 0;
  const mark = Math.floor(edits / 7);
  for (const edit of typing(edits)) {
    made += 1;
    await tandem.add(edit, made % mark === 0, made > edits - 4000);
  }
  const { bytes, letters } = await tandem.close();
  console.log(`${edits.toLocaleString("en")} edits, ${letters.toLocaleString("en")} letters left`);
  line("Tandem: every version, author and time", bytes, letters, edits);
  const { logBytes, stateBytes, ...kept } = yjs.replay(typing(edits));
  if (kept.letters !== letters) throw new Error("the two did not write the same");
  line("Yjs: a row per update, nothing else", logBytes, letters, edits);
  line("Yjs: one state, all history gone", stateBytes, letters, edits);
  const { versions, steps, open } = await tandem.read(reads);
  for (const [name, times] of [
    ["any version, nothing remembered", versions],
    ["one change, nothing remembered", steps],
    ["opening the document", open],
  ] as const) {
    const [p50, p95, most] = [0.5, 0.95, 1].map((share) => quantile(times, share));
    console.log(`  ${name.padEnd(44)} p50 ${p50}, p95 ${p95}, most ${most}`);
  }
  await tandem.remove();
}

const peer: string = "./yjs-log.mjs";
const yjs: YjsLog = await import(peer);
for (const edits of lengths.length > 0 ? lengths : [100_000, 1_000_000]) await measure(edits, yjs);
