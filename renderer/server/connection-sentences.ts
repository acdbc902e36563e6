import { DepthroomError } from '../../contract/errors.ts';
import { text } from '../language/text.ts';

/** What is said while nobody answers: in the bar that tells of the connection, and by everything that is asked for meanwhile. */
export const NOBODY_ANSWERS = text('server.nobodyAnswers');

/** The command that opens the page once more. */
export const OPEN_COMMAND = 'npx depthroom open';

/** What is said where another Depthroom answers than the one that opened the page. */
export const NO_KEY = text('server.noKey', { command: OPEN_COMMAND });

export const OUTDATED = text('server.outdated');

/** Whether something failed because nobody, or another one, answers: the page says so in one place. */
export function isConnectionFailure(thrown: unknown): boolean {
  return thrown instanceof DepthroomError && (thrown.message === NOBODY_ANSWERS || thrown.message === NO_KEY);
}
