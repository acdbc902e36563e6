import type { ProjectDatabase } from './database.ts';

/**
 * Work on rows and files while nobody else can write to the project: in this process, since it is not interrupted, and in others, since
 * the lock for writing is taken before anything is read. All of it happens, or none.
 */
export async function transact<Result>(database: ProjectDatabase, work: () => Result): Promise<Result> {
  return database.transaction(work).immediate();
}
