/**
 * `npm run chaos -- [--rounds 100] [--seed N] [--writers 6] [--signal SIGTERM] [--faults]`: one long
 * run of kills, or with `--faults` of everything that goes wrong around a server.
 */
import { parseArgs } from "node:util";
import { runChaos } from "./chaos";
import { runFaults } from "./faults";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    writers: { type: "string", default: "6" },
    documents: { type: "string", default: "2" },
    faults: { type: "boolean", default: false },
    signal: { type: "string", default: "SIGKILL" },
  },
});

const options = {
  rounds: Number(values.rounds),
  seed: Number(values.seed),
  writers: Number(values.writers),
  documents: Number(values.documents),
  tell: (line: string) => console.log(line),
};

async function kills() {
  const signal = values.signal === "SIGTERM" ? "SIGTERM" : "SIGKILL";
  const { outageMs, exits, ...figures } = await runChaos({ ...options, signal });
  const sorted = outageMs.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return {
    ...figures,
    outages: sorted.length,
    outageMs: { p50: at(0.5), p95: at(0.95), most: at(1) },
    badExits: signal === "SIGTERM" ? exits.filter((code) => code !== 0).length : 0,
  };
}

const { broken, ...figures } = values.faults ? await runFaults(options) : await kills();
console.log({ seed: options.seed, ...figures });
for (const sentence of broken) console.error(sentence);
process.exitCode = broken.length > 0 ? 1 : 0;
