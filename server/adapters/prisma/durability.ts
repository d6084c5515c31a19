/**
 * Pages of the write-ahead log (16 MB) before what is in it is moved to its place, for which commits
 * wait. An append writes about seven, mostly the same ones: moved less often, they are moved once.
 */
export const pagesPerCheckpoint = 4000;

/** What every connection must report; better-sqlite3 reopens a WAL file with synchronous=NORMAL. */
export const durability: Readonly<Record<string, string>> = {
  journal_mode: "wal",
  synchronous: "2",
  foreign_keys: "1",
};
