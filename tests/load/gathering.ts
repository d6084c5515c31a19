/** All people of a gate at which is written: typists here, readers in a process of their own. */
import { patientMs } from "../chaos/chaos";
import { LoadCrowd } from "./crowd";
import type { WritingLoad } from "./gates";
import { Readers } from "./readers";

export class Gathering {
  private constructor(
    readonly crowd: LoadCrowd,
    readonly readers: Readers | undefined,
  ) {}

  static async open(url: string, load: WritingLoad, seed: number): Promise<Gathering> {
    const { connections, typists = connections } = load;
    const crowd = new LoadCrowd(url);
    try {
      const documentIds = await crowd.open({ ...load, connections: typists, seed });
      if (typists === connections) return new Gathering(crowd, undefined);
      const reading = { url, documentIds, connections: connections - typists, seed: seed + 1 };
      return new Gathering(crowd, await Readers.start(reading));
    } catch (error) {
      crowd.close();
      throw error;
    }
  }

  /** Nobody writes any more: how long it takes until all is stored and the same everywhere. */
  async settle(): Promise<number> {
    const started = performance.now();
    await this.crowd.settle(patientMs);
    await this.readers?.catchUp(this.crowd.typists, patientMs);
    return performance.now() - started;
  }

  notes(): readonly string[] {
    const refusals = Object.entries(this.crowd.refusals()).map((entry) => entry.join(" "));
    return refusals.length > 0 ? [`refusals: ${refusals.join(", ")}`] : [];
  }

  close(): void {
    this.crowd.close();
    this.readers?.close();
  }
}
