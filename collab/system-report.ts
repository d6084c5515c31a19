/** The running actors as `/system` and the console see them: plain data, one sample a second. */

export interface ActorReport {
  /** `<node.serial>`. */
  readonly ref: string;
  readonly id: string | null;
  readonly label: string;
  readonly names: readonly string[];
  readonly parent: string;
  readonly status: string;
  readonly messages: number;
  readonly mailbox: number;
  /** Longest time a message waited, and all time spent in handlers, in milliseconds. */
  readonly maxWaitMs: number;
  readonly busyMs: number;
  readonly links: readonly string[];
  readonly monitors: readonly string[];
  readonly monitoredBy: readonly string[];
  readonly lastTags: readonly string[];
  readonly lastCrash: string | null;
  readonly restarts: number;
  readonly supervision: {
    readonly strategy: string;
    readonly restartsUsed: number;
    readonly intensity: number;
    readonly periodMs: number;
  } | null;
}

export interface DeadLetterReport {
  readonly cause: string;
  readonly to: string;
  readonly tag: string;
  readonly detail: string;
  /** Wall-clock milliseconds. */
  readonly at: number;
}

/** One message on its way through the actors. */
export interface HopReport {
  readonly actor: string;
  readonly message: string;
  readonly waitMs: number;
  readonly busyMs: number;
}

export interface SystemReport {
  /** Wall-clock milliseconds of the sample. */
  readonly at: number;
  /** Parents before their children. */
  readonly actors: readonly ActorReport[];
  readonly total: number;
  readonly deadLetters: readonly DeadLetterReport[];
  readonly deadLettersTotal: number;
  /** How the last change went through the actors. */
  readonly path: readonly HopReport[];
  readonly loopDelayP99Ms: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
  readonly sockets: number;
  /** Since the sample before. */
  readonly commitsPerSecond: number;
  readonly changesPerCommit: number;
  readonly uptimeS: number;
}
