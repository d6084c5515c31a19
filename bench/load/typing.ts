/** People who type at a steady pace, each in a rhythm of their own. */
import { seeded } from "../measure/statistics";
import type { People } from "./people";

/** The first `typists` type `perSecond` keys each for `forMs`, in the rhythm of `seed`. */
export async function typeSteadily(
  people: People,
  typists: number,
  perSecond: number,
  forMs: number,
  seed = 1,
): Promise<void> {
  const random = seeded(seed);
  const started = performance.now();
  await Promise.all(
    people.all.slice(0, typists).map(async (person) => {
      let next = started + (random() * 1000) / perSecond;
      for (;;) {
        await new Promise((tick) => setTimeout(tick, Math.max(0, next - performance.now())));
        if (performance.now() - started >= forMs) return;
        people.type(person);
        next += ((0.5 + random()) * 1000) / perSecond;
      }
    }),
  );
}
