/** A database that another program may have written, to be read through by a process that does nothing else. */
export interface CheckDatabaseTask {
  /** Path of project.db. */
  path: string;
}

export interface CheckDatabaseAnswer {
  /** What SQLite says is damaged; null where nothing is. */
  damage: string | null;
  /** Rows that cannot be read, as far as they are told. */
  unreadable: { table: string; id: string }[];
}
