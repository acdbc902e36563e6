import { DepthroomError, type ErrorCode } from '../../contract/errors.ts';

const CODES: Record<string, { code: ErrorCode; because: string }> = {
  EACCES: {
    code: 'no-permission',
    because: 'the operating system did not permit it; choose another place or change the permissions',
  },
  EPERM: {
    code: 'no-permission',
    because: 'the operating system did not permit it; choose another place or change the permissions',
  },
  EROFS: { code: 'no-permission', because: 'the disk is read-only; choose another place' },
  ENOSPC: { code: 'no-space', because: 'the disk is full; free some space and try again' },
  EDQUOT: { code: 'no-space', because: 'the disk quota is used up; free some space and try again' },
  ENOENT: { code: 'not-found', because: 'it, or the folder it should lie in, is not there' },
  ENOTDIR: { code: 'not-found', because: 'a part of the path is not a folder' },
  EISDIR: { code: 'bad-input', because: 'it is a folder' },
  EEXIST: { code: 'exists', because: 'a file is in the way' },
};

/**
 * A failure of the operating system as a sentence, "Could not <what>, because ...", with the code of its kind: EACCES, EPERM and EROFS are
 * `no-permission`, ENOSPC and EDQUOT `no-space`, ENOENT and ENOTDIR `not-found`, EISDIR `bad-input`, EEXIST `exists`, all others
 * `internal`. Our own failures pass through. Answers, and leaves it to the caller to throw.
 */
export function systemFailure(thrown: unknown, what: string): DepthroomError {
  if (thrown instanceof DepthroomError) return thrown;
  const name = (thrown as NodeJS.ErrnoException)?.code ?? '';
  const known = CODES[name];
  if (known)
    return new DepthroomError(known.code, `Could not ${what}, because ${known.because}.`, { cause: thrown });
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new DepthroomError('internal', `Could not ${what}: ${message}`, { cause: thrown });
}
