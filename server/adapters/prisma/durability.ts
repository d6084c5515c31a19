/** What every connection must report; better-sqlite3 reopens a WAL file with synchronous=NORMAL. */
export const durability: Readonly<Record<string, string>> = {
  journal_mode: "wal",
  synchronous: "2",
  foreign_keys: "1",
};
