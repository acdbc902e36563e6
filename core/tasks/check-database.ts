import { readThrough } from '../project/care/read-through.ts';
import type { CheckDatabaseAnswer, CheckDatabaseTask } from '../worker/check-database-task.ts';
import type { Report } from '../worker/report.ts';

/** Reads the database of a project through. Runs in a worker process: it takes seconds, and the database may come from anybody. */
export function runCheckDatabase({ path }: CheckDatabaseTask, report: Report): CheckDatabaseAnswer {
  return readThrough(path, (fraction) => report('check the project', fraction));
}
