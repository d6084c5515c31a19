/** W10: any version out of a long history, nothing remembered; peers keep no such thing. */
import { quantile } from "../measure/statistics";
import { TandemLog } from "../storage/tandem-log";
import { typing } from "../storage/trace";
import type { Figures, Workload } from "./workload";

const reads = 60;

export const oldVersions: Workload = {
  id: "W10",
  title: "any version out of 100,000 and out of 1,000,000 changes",
  suits: (engine) => engine === "Tandem",
  run: async () => ({
    ...(await measure(100_000, "100k")),
    ...(await measure(1_000_000, "1m", sameSize)),
    ...(await measure(1_000_000, "1mGrown")),
  }),
};

/** Letters to which the first history makes its document grow. */
const sameSize = 85_000;

/** `mostLetters`: what makes the difference is the history then, and not a document ten times as long. */
async function measure(edits: number, name: string, mostLetters?: number): Promise<Figures> {
  const log = new TandemLog();
  await log.open();
  let made = 0;
  const mark = Math.floor(edits / 7);
  for (const edit of typing(edits, { mostLetters })) {
    made += 1;
    await log.add(edit, made % mark === 0, made > edits - 4000);
  }
  const { bytes } = await log.close();
  const { versions, open } = await log.read(reads);
  await log.remove();
  return {
    [`p50Of${name}Ms`]: quantile(versions, 0.5),
    [`p95Of${name}Ms`]: quantile(versions, 0.95),
    [`opening${name}P95Ms`]: quantile(open, 0.95),
    [`disk${name}Mb`]: bytes / 1e6,
  };
}
