import { performance } from "node:perf_hooks";
import { tandem } from "./engines/tandem";
import { writeLong } from "./load/long-document";
import { Stage } from "./load/stage";
import { sleep, until } from "./workloads/workload";
await Stage.with(tandem, async (stage) => {
  const { server } = stage;
  const document = await writeLong(tandem, server.port, 100_000);
  await sleep(11_000);
  for (let round = 0; round < Number(process.env.ROUNDS ?? 6); round++) {
    await server.kill("SIGTERM");
    await server.launch();
    const identity = await tandem.identity?.(server.port);
    const line = await stage.line(0);
    await server.held();
    let windows: number[][] = [];
    const open = async () => {
      const before = await server.usage();
      const h0 = Number(process.hrtime.bigint() / 1000n);
      const started = performance.now();
      const replica = await tandem.open({ port: line.port, directPort: server.port, document, place: 0, identity });
      await until(() => replica.text().length > 0, "text");
      const ms = performance.now() - started; const h1 = Number(process.hrtime.bigint() / 1000n);
      windows.push([h0, h1]);
      const after = await server.usage();
      replica.close();
      return `${ms.toFixed(1)} ms (cpu ${(after.cpuMs - before.cpuMs).toFixed(0)})`;
    };
    const all = []; windows = [];
    for (let i = 0; i < 6; i++) all.push(await open());
    console.log(all.join("  "), JSON.stringify(windows[0]), server.pid);
  }
});
