/** The server of a simulation: the real actors over stores in memory, which outlive its crashes. */
import type { PublicUser } from "@/collab/protocol/server-messages";
import type { SimulatedHost } from "@/server/actors/simulated-host";
import { ActorSystem } from "@/server/actors/system";
import { FaultyChangeLog } from "@/server/adapters/memory/faulty-change-log";
import { memoryStores } from "@/server/adapters/memory/memory-stores";
import { startTree, type Tree, type TreeOptions } from "@/server/documents/tree";
import type { ChangeLog } from "@/server/ports/change-log";

export class SimulatedServer {
  readonly log: FaultyChangeLog;
  readonly #stores = memoryStores();
  #system: ActorSystem | undefined;
  #tree: Tree | undefined;
  #ids = 0;

  constructor(
    readonly host: SimulatedHost,
    readonly options: Partial<TreeOptions> = {},
    readonly wrapLog: (log: ChangeLog) => ChangeLog = (log) => log,
  ) {
    const sleep = (ms: number) =>
      ms > 0 ? new Promise<void>((done) => void host.clock.after(ms, done)) : Promise.resolve();
    this.log = new FaultyChangeLog(this.#stores.log, { random: () => host.random(), sleep });
  }

  get running(): boolean {
    return this.#tree !== undefined;
  }

  get system(): ActorSystem {
    if (!this.#system) throw new Error("The server is down.");
    return this.#system;
  }

  get tree(): Tree {
    if (!this.#tree) throw new Error("The server is down.");
    return this.#tree;
  }

  get stores() {
    return this.#stores;
  }

  newId(): string {
    this.#ids += 1;
    return `id-${String(this.#ids).padStart(8, "0")}`;
  }

  async start(): Promise<void> {
    const system = new ActorSystem(this.host, { node: `n${this.host.steps}`, cloneMessages: true });
    this.#system = system;
    this.#tree = await startTree(system, {
      ...this.#stores,
      log: this.wrapLog(this.log),
      digest: (text) => text,
      idleMs: 3000,
      checkpointEvery: 7,
      limits: {
        changes: { perSecond: 1000, burst: 1000 },
        presence: { perSecond: 1000, burst: 1000 },
        reads: { perSecond: 1000, burst: 1000 },
        backlogBytes: 1e9,
      },
      ...this.options,
    });
  }

  /** kill -9: every actor is gone at once; what is committed stays. */
  crash(): void {
    const system = this.#system;
    this.#tree = undefined;
    if (!system) return;
    for (const { ref } of system.list()) system.exit(ref, "kill");
  }

  /** Kills what `whereis` names, as a bug would. */
  kill(name: string): void {
    const ref = this.#system?.whereis(name);
    if (ref) this.#system?.exit(ref, "kill");
  }

  async createDocument(owner: PublicUser): Promise<string> {
    const id = this.newId();
    const createdAt = this.host.clock.wallNow();
    await this.#stores.documents.create({ id, title: "Simulated", ownerId: owner.id, createdAt });
    return id;
  }
}
