import { DepthroomError, type Failure, toFailure } from '../../contract/errors.ts';

/** What a person is shown of whatever was thrown. What was not written for one is kept in the console of the page. */
export function shownFailure(thrown: unknown): Failure {
  if (!(thrown instanceof DepthroomError)) console.error(thrown);
  return toFailure(thrown);
}
