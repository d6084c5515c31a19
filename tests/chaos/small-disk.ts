/**
 * A small disk of its own for a server, which can be filled from outside. It lives in memory, in a
 * mount namespace that a sleeping process keeps: only root may make one.
 */
import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const mount = 'mount -t tmpfs -o size="$1"m tandem "$0" && echo mounted && exec sleep 86400';

export class SmallDisk {
  private constructor(
    readonly folder: string,
    readonly keeper: ChildProcess,
  ) {}

  /** Undefined where this is not allowed. */
  static async make(sizeMb = 64): Promise<SmallDisk | undefined> {
    const folder = mkdtempSync(join(tmpdir(), "tandem-disk-"));
    const options = { stdio: ["ignore", "pipe", "ignore"] as ["ignore", "pipe", "ignore"] };
    const keeper = spawn("unshare", ["-m", "sh", "-c", mount, folder, `${sizeMb}`], options);
    const mounted = await new Promise<boolean>((resolve) => {
      keeper.stdout.once("data", () => resolve(true));
      keeper.once("error", () => resolve(false));
      keeper.once("exit", () => resolve(false));
    });
    if (mounted) return new SmallDisk(folder, keeper);
    rmSync(folder, { recursive: true });
    return undefined;
  }

  /** How a program is started that shall see it. */
  get within(): readonly [string, ...string[]] {
    return ["nsenter", "-m", "-t", String(this.keeper.pid), `--wd=${process.cwd()}`];
  }

  /** What is on it, where everybody may open it: SQLite would follow the way in to its end. */
  copy(): string {
    for (const name of readdirSync(this.#outside)) {
      if (name.startsWith("tandem.db")) {
        copyFileSync(join(this.#outside, name), join(this.folder, name));
      }
    }
    return this.folder;
  }

  /** The folder as it is seen from here. */
  get #outside(): string {
    return `/proc/${this.keeper.pid}/root${this.folder}`;
  }

  fill(): void {
    const file = openSync(join(this.#outside, "filler"), "w");
    try {
      // To the last byte.
      for (let size = 1 << 20; size >= 512; ) {
        try {
          writeSync(file, Buffer.alloc(size));
        } catch {
          size /= 2;
        }
      }
    } finally {
      closeSync(file);
    }
  }

  empty(): void {
    rmSync(join(this.#outside, "filler"), { force: true });
  }

  remove(): void {
    this.keeper.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}
