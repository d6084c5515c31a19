/** Where the time goes while keys are pressed: the functions with the most time of their own. */
import type { Page } from "@playwright/test";

export async function profiled(page: Page, work: () => Promise<void>): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send("Profiler.enable");
  await client.send("Profiler.setSamplingInterval", { interval: 200 });
  await client.send("Profiler.start");
  await work();
  const { profile } = await client.send("Profiler.stop");
  const own = new Map<number, number>();
  for (const [i, id] of (profile.samples ?? []).entries()) {
    own.set(id, (own.get(id) ?? 0) + (profile.timeDeltas?.[i] ?? 0));
  }
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const whole = new Map<string, number>();
  const alone = new Map<string, number>();
  const name = (id: number) => {
    const { functionName = "", url = "", lineNumber = 0 } = byId.get(id)?.callFrame ?? {};
    return `${functionName || "?"} ${url.split("/").at(-1)}:${lineNumber}`;
  };
  const walk = (id: number, above: ReadonlySet<string>): number => {
    const here = name(id);
    let sum = own.get(id) ?? 0;
    alone.set(here, (alone.get(here) ?? 0) + sum);
    const within = new Set([...above, here]);
    for (const child of byId.get(id)?.children ?? []) sum += walk(child, within);
    if (!above.has(here)) whole.set(here, (whole.get(here) ?? 0) + sum);
    return sum;
  };
  walk(profile.nodes[0]?.id ?? 1, new Set());
  for (const [title, sums] of [
    ["of their own", alone],
    ["with what they call", whole],
  ] as const) {
    console.log(`  ${title}`);
    const most = [...sums].sort((a, b) => b[1] - a[1]).slice(0, 40);
    for (const [what, us] of most)
      console.log(`  ${(us / 1000).toFixed(0).padStart(8)} ms  ${what}`);
  }
}
