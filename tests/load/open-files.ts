/** Whether this system lets one process have as many sockets open as a gate needs. */
import { execFileSync } from "node:child_process";
import type { Load } from "./gates";

/** What a process has open besides its sockets. */
const room = 200;

/** What to do before the gate can be run; undefined when nothing. */
export function openFilesFault(
  load: Load,
  allowed: number | undefined = openFilesAllowed(),
): string | undefined {
  if (!("connections" in load) || allowed === undefined) return undefined;
  const needed = load.connections + room;
  if (allowed >= needed) return undefined;
  return (
    `${load.connections} connections need ${needed} open files, and ${allowed} are allowed. ` +
    `Run "ulimit -n ${needed}" in this shell first; if that is refused, raise the hard limit ` +
    "(LimitNOFILE of a service, nofile in /etc/security/limits.conf)."
  );
}

/** Undefined where there is no shell that tells, or no limit. */
function openFilesAllowed(): number | undefined {
  try {
    const told = Number(execFileSync("sh", ["-c", "ulimit -n"], { encoding: "utf8" }));
    return Number.isFinite(told) ? told : undefined;
  } catch {
    return undefined;
  }
}
