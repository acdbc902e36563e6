import { type ErrorCode, type Failure, toFailure } from '../../contract/errors.ts';
import { withCommandsAs } from '../../contract/words/command-words.ts';
import { knownFailure } from '../../core/disk/system-failure.ts';
import { openLog } from '../../core/host/diagnostics/log.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { databaseFailure } from '../../core/project/database-failure.ts';
import { programName } from './program-name.ts';
import { inOneLine } from './visible.ts';

/** What is done about it on the command line; the sentences of the core name what is to be done, and no flag or button. */
const WAYS_OUT: Partial<Record<ErrorCode, string>> = {
  'needs-repair': 'See "depthroom projects repair --help" (--take-in, --set-aside, --from-backup).',
};

/**
 * Says on the standard error output what went wrong, in one sentence. What nobody foresaw goes to the log, with its stack.
 *
 * @param about what it went wrong with, where a command is about several
 */
export function tellFailure(thrown: unknown, about?: string): Failure {
  const known = knownFailure(databaseFailure(thrown));
  const failure = toFailure(known);
  if (failure.code === 'internal') openLog(dataFolder()).failure('do what a command asked for', known);
  const wayOut = WAYS_OUT[failure.code];
  const words = withCommandsAs(wayOut ? `${failure.message} ${wayOut}` : failure.message, programName());
  console.error(`depthroom: ${inOneLine(`${about === undefined ? '' : `${about}: `}${words}`)}`);
  return failure;
}
