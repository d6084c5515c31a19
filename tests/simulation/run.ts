/** `npm run simulate -- --seed N [--count M] [--trace]`: one seed, or many, told as they go. */
import { parseArgs } from "node:util";
import { simulate } from "./simulation";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "1" },
    trace: { type: "boolean", default: false },
  },
});

const first = Number(values.seed);
let failed = 0;
for (let seed = first; seed < first + Number(values.count); seed++) {
  try {
    const { versions, typed, faults, reconnections } = await simulate({
      seed,
      ...(values.trace ? { trace: (line: string) => console.log(line) } : {}),
    });
    const work = `${versions} versions, ${typed} typed, ${faults} faults, ${reconnections} returns`;
    console.log(`seed ${seed}: ${work}`);
  } catch (error) {
    failed += 1;
    const detail = error instanceof Error ? (values.trace ? error.stack : error.message) : error;
    console.error(`seed ${seed} failed: ${detail}`);
  }
}
process.exitCode = failed > 0 ? 1 : 0;
