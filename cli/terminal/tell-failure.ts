import { type Failure, toFailure } from '../../contract/errors.ts';
import { knownFailure } from '../../core/disk/system-failure.ts';
import { openLog } from '../../core/host/diagnostics/log.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { databaseFailure } from '../../core/project/database-failure.ts';

/**
 * Says on the standard error output what went wrong, in one sentence. What nobody foresaw goes to the log, with its stack.
 *
 * @param about what it went wrong with, where a command is about several
 */
export function tellFailure(thrown: unknown, about?: string): Failure {
  const known = knownFailure(databaseFailure(thrown));
  const failure = toFailure(known);
  if (failure.code === 'internal') openLog(dataFolder()).failure('do what a command asked for', known);
  console.error(`depthroom: ${about === undefined ? '' : `${about}: `}${failure.message}`);
  return failure;
}
