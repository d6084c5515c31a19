/**
 * `npm run load -- --gate L2`: one gate of `gates.ts`, or several (`--gate L1,L3`), against a real
 * server. `--seconds` and `--minutes` shorten, `--chaos` lets everything go wrong meanwhile, `--json`
 * prints one line a gate instead of a table. Ends with 1 when a limit was missed.
 */
import { parseArgs } from "node:util";
import { commit, machine } from "@/bench/measure/machine";
import { type Gate, gatesNamed, type Load } from "./gates";
import { openFilesFault } from "./open-files";
import { about, report } from "./report";
import { runGate } from "./run-gate";
import { passed } from "./verdict";

const { values } = parseArgs({
  options: {
    gate: { type: "string", default: "L1" },
    seconds: { type: "string" },
    minutes: { type: "string" },
    "kill-every": { type: "string" },
    seed: { type: "string", default: "1" },
    chaos: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

/** The same load for another time. */
function shortened(load: Load): Load {
  const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
  if (load.kind === "writing" || load.kind === "idle") {
    return { ...load, seconds: seconds ?? load.seconds };
  }
  if (load.kind !== "soak") return load;
  const minutes = Number(values.minutes ?? (seconds === undefined ? load.minutes : seconds / 60));
  const usual = Math.min(load.killEveryMinutes, minutes / 4);
  return { ...load, minutes, killEveryMinutes: Number(values["kill-every"] ?? usual) };
}

async function run(gate: Gate): Promise<boolean> {
  const { chaos, seed } = values;
  const fault = openFilesFault(gate.load);
  if (fault) {
    console.error(`${gate.id}: ${fault}`);
    return false;
  }
  const tell = (line: string) => values.json || console.log(`  ${gate.id}: ${line}`);
  const load = shortened(gate.load);
  const { rows, measured } = await runGate({ ...gate, load }, { chaos, seed: Number(seed), tell });
  if (values.json) {
    const { figures, broken, notes } = measured;
    console.log(JSON.stringify({ gate: gate.id, chaos, load, rows, figures, broken, notes }));
  } else {
    const how = JSON.stringify(load) === JSON.stringify(gate.load) ? "" : " (shortened)";
    const title = `${gate.title}${how}${chaos ? ", under faults" : ""}`;
    console.log(report({ ...gate, title }, rows, measured));
  }
  return passed(rows);
}

const here = machine("bench/.work");
if (values.json) console.log(JSON.stringify({ commit: commit(), at: new Date(), ...here }));
else console.log(`${commit()}, ${about(here)}`);
let failed = 0;
for (const gate of gatesNamed(values.gate)) {
  const ok = await run(gate).catch((error: unknown) => console.error(`${gate.id}:`, error));
  failed += ok ? 0 : 1;
}
process.exitCode = failed > 0 ? 1 : 0;
