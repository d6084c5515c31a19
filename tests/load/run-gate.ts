/** One gate from its beginning to its verdicts. */

import { unreachable } from "@/collab/unreachable";
import { Attempts } from "./attempts";
import type { Gate, Load } from "./gates";
import { idle } from "./idle";
import type { ScenarioOptions } from "./scenario";
import { soak } from "./soak";
import { storm } from "./storm";
import { turns } from "./turns";
import { judge, type Measured, type Row } from "./verdict";
import { writing } from "./writing";
import { writingUnderFaults } from "./writing-under-faults";

export interface GateOptions {
  readonly seed: number;
  readonly chaos: boolean;
  tell(line: string): void;
}

export interface GateResult {
  readonly rows: readonly Row[];
  readonly measured: Measured;
}

export async function runGate(gate: Gate, options: GateOptions): Promise<GateResult> {
  if (options.chaos && gate.load.kind !== "writing") {
    throw new Error(`${gate.id} has no form with faults: only gates in which people write have.`);
  }
  const attempts = new Attempts();
  const started = performance.now();
  try {
    const measured = await runLoad(gate.load, { ...options, attempts });
    const minutes = (performance.now() - started) / 60_000;
    return { measured, rows: judge(gate, measured.figures, { chaos: options.chaos, minutes }) };
  } finally {
    attempts.close();
  }
}

function runLoad(load: Load, options: ScenarioOptions): Promise<Measured> {
  switch (load.kind) {
    case "writing":
      return options.chaos ? writingUnderFaults(load, options) : writing(load, options);
    case "idle":
      return idle(load, options);
    case "storm":
      return storm(load, options);
    case "soak":
      return soak(load, options);
    case "turns":
      return turns(load, options);
    default:
      return unreachable(load);
  }
}
