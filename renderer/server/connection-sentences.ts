import { DepthroomError } from '../../contract/errors.ts';

/** What is said while nobody answers: in the bar that tells of the connection, and by everything that is asked for meanwhile. */
export const NOBODY_ANSWERS =
  'Depthroom does not answer. If it was closed, start it again; this page goes on by itself once it is there.';

/** The command that opens the page once more. */
export const OPEN_COMMAND = 'npx depthroom open';

/** What is said where another Depthroom answers than the one that opened the page. */
export const NO_KEY = `This page has no key to the Depthroom that runs now, which was started after it: open it again from Depthroom, or run "${OPEN_COMMAND}". What you did is in the project.`;

export const OUTDATED = 'Depthroom was updated: load this page again.';

/** Whether something failed because nobody, or another one, answers: the page says so in one place. */
export function isConnectionFailure(thrown: unknown): boolean {
  return thrown instanceof DepthroomError && (thrown.message === NOBODY_ANSWERS || thrown.message === NO_KEY);
}
