/** The gates: what load a Tandem must bear on two cores, and what must hold meanwhile. One table. */

/** People who write, each into a paragraph of their own. */
export interface WritingLoad {
  readonly kind: "writing";
  readonly connections: number;
  readonly documents: number;
  /** So many of the connections type; the others read. All when not given. */
  readonly typists?: number;
  /** Edits of one typist. */
  readonly perSecond: number;
  readonly seconds: number;
  /** Of each document, before anybody comes; as many as people otherwise. */
  readonly paragraphs?: number;
}

/** People who have a document open and do nothing. */
export interface IdleLoad {
  readonly kind: "idle";
  readonly connections: number;
  readonly documents: number;
  readonly seconds: number;
}

/** A server that is killed under everybody, and is away for some seconds. */
export interface StormLoad {
  readonly kind: "storm";
  readonly connections: number;
  readonly documents: number;
  readonly awaySeconds: number;
}

/** Writing for hours, with a kill now and then. */
export interface SoakLoad {
  readonly kind: "soak";
  readonly connections: number;
  readonly documents: number;
  readonly perSecond: number;
  readonly minutes: number;
  readonly killEveryMinutes: number;
}

/** Many documents, of which some are opened one after the other. */
export interface TurnsLoad {
  readonly kind: "turns";
  readonly documents: number;
  readonly opened: number;
}

export type Load = WritingLoad | IdleLoad | StormLoad | SoakLoad | TurnsLoad;

export interface Condition {
  /** The name of a figure. */
  readonly figure: string;
  readonly label: string;
  readonly most: number;
  /** In less time the figure says nothing. */
  readonly minMinutes?: number;
}

export interface Gate {
  readonly id: string;
  readonly title: string;
  readonly load: Load;
  readonly conditions: readonly Condition[];
}

/** I1 to I5 and I12, whatever happens. */
export const invariants: Condition = {
  figure: "broken",
  label: "broken invariants (I1-I5, I12)",
  most: 0,
};
export const liveness: Condition = {
  figure: "healedS",
  label: "everything saved and the same everywhere (I11), s",
  most: 10,
};
const noErrors: Condition = {
  figure: "errors",
  label: "refusals, lost connections, 5xx",
  most: 0,
};
const kept = (share: 95 | 99, most: number): Condition => ({
  figure: `p${share}Ms`,
  label: `p${share} until kept, ms`,
  most,
});

export const gates: readonly Gate[] = [
  {
    id: "L1",
    title: "100 connections, 20 documents, 1 edit/s each, 60 s",
    load: { kind: "writing", connections: 100, documents: 20, perSecond: 1, seconds: 60 },
    conditions: [kept(95, 100), kept(99, 250), noErrors, invariants],
  },
  {
    id: "L2",
    title: "500 connections, 100 documents, 500 edits/s, 10 min",
    load: { kind: "writing", connections: 500, documents: 100, perSecond: 1, seconds: 600 },
    conditions: [
      kept(95, 150),
      kept(99, 400),
      { figure: "cpuPercent", label: "processor, % of one core", most: 80 },
      { figure: "rssMb", label: "resident memory at most, MB", most: 400 },
      invariants,
    ],
  },
  {
    id: "L3",
    title: "50 typists, 2 edits/s each, and 150 readers at one document, 60 s",
    load: {
      ...{ kind: "writing", connections: 200, documents: 1, typists: 50 },
      ...{ perSecond: 2, seconds: 60 },
    },
    conditions: [
      kept(95, 250),
      { figure: "healedS", label: "all the same after the last key, s", most: 2 },
      invariants,
    ],
  },
  {
    id: "L4",
    title: "2,000 idle connections, 60 s",
    load: { kind: "idle", connections: 2000, documents: 100, seconds: 60 },
    conditions: [
      { figure: "connectionKb", label: "resident memory of a connection, kB", most: 120 },
      { figure: "loopP99Ms", label: "p99 of the event loop's delay, ms", most: 20 },
    ],
  },
  {
    id: "L5",
    title: "500 people come back after a kill and 5 s without a server",
    load: { kind: "storm", connections: 500, documents: 100, awaySeconds: 5 },
    conditions: [
      { figure: "healedS", label: "all back and the same, s", most: 15 },
      { figure: "serverErrors", label: "answers 5xx", most: 0 },
      { figure: "busiestShare", label: "attempts in the busiest second, of all people", most: 0.7 },
      {
        figure: "backoff",
        label: "attempts in the 5th second away, of those in the 1st",
        most: 0.5,
      },
      invariants,
    ],
  },
  {
    id: "L6",
    title: "8 h at half of L2, with a kill -9 each 10 min",
    load: {
      ...{ kind: "soak", connections: 250, documents: 50, perSecond: 1 },
      ...{ minutes: 480, killEveryMinutes: 10 },
    },
    conditions: [
      invariants,
      { ...liveness, label: "most time from a kill's end to I11, s" },
      { figure: "rssSlopeMb", label: "resident memory's slope, MB/h", most: 1, minMinutes: 60 },
      { figure: "handlesGrown", label: "open handles more than at first", most: 5 },
    ],
  },
  {
    id: "L7",
    title: "5 typists, 2 edits/s each, at 1 MB in 10,000 paragraphs, 60 s",
    load: {
      ...{ kind: "writing", connections: 5, documents: 1, perSecond: 2 },
      ...{ seconds: 60, paragraphs: 10_000 },
    },
    conditions: [
      kept(95, 250),
      { figure: "openS", label: "longest opening, s", most: 2 },
      invariants,
    ],
  },
  {
    id: "L8",
    title: "10,000 documents, 1,000 opened in turn",
    load: { kind: "turns", documents: 10_000, opened: 1000 },
    conditions: [
      { figure: "actorsLeft", label: "actors more than before", most: 0 },
      { figure: "rssGrownPercent", label: "resident memory more than before, %", most: 10 },
    ],
  },
];

/** @throws naming the gates there are */
export function gatesNamed(ids: string): readonly Gate[] {
  return ids.split(",").map((id) => {
    const gate = gates.find((one) => one.id === id.trim().toUpperCase());
    if (!gate)
      throw new Error(`There is no gate "${id}": ${gates.map((one) => one.id).join(" ")}.`);
    return gate;
  });
}
