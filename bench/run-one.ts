/** One engine under one workload, once; the process that types. Prints its figures as JSON. */
import { engineOf } from "./engines/catalogue";
import { workloads } from "./workloads/catalogue";

const [id, name] = process.argv.slice(2);
const workload = workloads.find((one) => one.id === id);
if (!workload || !name) throw new Error("Usage: run-one.ts <workload> <engine>");
const measured = await workload.run(await engineOf(name));
// What an engine never tells (y-websocket confirms nothing) is no figure.
const figures = Object.fromEntries(
  Object.entries(measured).filter(([, value]) => Number.isFinite(value)),
);
console.log(JSON.stringify(figures));
process.exit();
