/** `npm run chaos -- [--rounds 100] [--seed N] [--writers 6] [--signal SIGTERM]`: one long run. */
import { parseArgs } from "node:util";
import { runChaos } from "./chaos";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    writers: { type: "string", default: "6" },
    documents: { type: "string", default: "2" },
    signal: { type: "string", default: "SIGKILL" },
  },
});

const { outageMs, healedMs, exits, broken, ...figures } = await runChaos({
  rounds: Number(values.rounds),
  seed: Number(values.seed),
  writers: Number(values.writers),
  documents: Number(values.documents),
  signal: values.signal === "SIGTERM" ? "SIGTERM" : "SIGKILL",
  tell: (line) => console.log(line),
});

const sorted = outageMs.toSorted((a, b) => a - b);
const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
console.log({
  seed: Number(values.seed),
  ...figures,
  outages: sorted.length,
  outageMs: { p50: at(0.5), p95: at(0.95), most: at(1) },
  healedMs: Math.round(healedMs),
  badExits: values.signal === "SIGTERM" ? exits.filter((code) => code !== 0).length : 0,
});
for (const sentence of broken) console.error(sentence);
process.exitCode = broken.length > 0 ? 1 : 0;
