import type { ZodError } from 'zod';
import { DepthroomError, type ErrorCode } from '../../contract/errors.ts';
import { foreignName } from './names/foreign-names.ts';

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
  ENOTEMPTY: { code: 'exists', because: 'something else lies in the folder' },
  ENAMETOOLONG: { code: 'bad-input', because: 'its name is too long for the disk; choose a shorter one' },
  EILSEQ: { code: 'bad-input', because: 'its name has characters that the disk does not take; rename it' },
  EINVAL: { code: 'bad-input', because: 'the disk does not take such a name or file; choose another one' },
  ELOOP: { code: 'bad-input', because: 'it is a link that leads to itself' },
  ERR_INVALID_ARG_VALUE: { code: 'bad-input', because: 'it has a name that no file can have; rename it' },
  EFBIG: {
    code: 'too-large',
    because: 'the disk does not take files that large; choose another disk, or a smaller size',
  },
  ERR_FS_FILE_TOO_LARGE: { code: 'too-large', because: 'it is larger than a file of its kind can be' },
  ENOMEM: { code: 'too-large', because: 'the computer has no memory left for it; close other programs' },
  EBUSY: { code: 'busy', because: 'another program uses it; close that and try again' },
  ETXTBSY: { code: 'busy', because: 'another program uses it; close that and try again' },
  EMFILE: { code: 'busy', because: 'too many files are open; close other programs and try again' },
  ENFILE: { code: 'busy', because: 'too many files are open; close other programs and try again' },
  EIO: { code: 'disk-error', because: 'the disk failed; look whether it is still connected' },
  ENXIO: { code: 'disk-error', because: 'the disk is not there; look whether it is still connected' },
  ENODEV: { code: 'disk-error', because: 'the disk is not there; look whether it is still connected' },
  ESTALE: { code: 'disk-error', because: 'the network drive is gone; connect it again' },
  ENOTCONN: { code: 'disk-error', because: 'the network drive is gone; connect it again' },
  EHOSTDOWN: { code: 'disk-error', because: 'the network drive is gone; connect it again' },
  EPIPE: { code: 'interrupted', because: 'whoever should receive it is gone' },
};

/**
 * A failure of the operating system as a sentence, "Could not <what>, because ...", with the code of its kind: EACCES, EPERM and EROFS are
 * `no-permission`, ENOSPC and EDQUOT `no-space`, ENOENT and ENOTDIR `not-found` (a name that is not UTF-8 `bad-input`), EISDIR and names that cannot be `bad-input`, EEXIST
 * `exists`, what fits no such file `too-large`, what another program uses `busy`, failing disks `disk-error`, EPIPE `interrupted`, all others
 * `internal`. What was thrown, which has paths in it, is the cause. Our own failures pass through. Answers, and leaves it to the caller to
 * throw.
 */
export function systemFailure(thrown: unknown, what: string): DepthroomError {
  if (thrown instanceof DepthroomError) return thrown;
  const { code: name = '', path } = (thrown ?? {}) as NodeJS.ErrnoException;
  const foreign = name === 'ENOENT' && typeof path === 'string' ? foreignName(path) : null;
  const known = foreign === null ? CODES[name] : { code: 'bad-input' as const, because: notUtf8(foreign) };
  const because = known?.because ?? whyNot(name);
  return new DepthroomError(known?.code ?? 'internal', `Could not ${what}, because ${because}.`, {
    cause: thrown,
  });
}

const notUtf8 = (name: string) => `its name on the disk is not in UTF-8, ${name}; rename it`;

/** The system's own name of a failure says more to who is asked for help than nothing. */
function whyNot(name: string): string {
  return /^[A-Z][A-Z0-9_]{2,60}$/.test(name)
    ? `the operating system refused (${name}); try again, or choose another place`
    : 'of a mistake of its own; try again, and if it stays, report it with the diagnostics ("depthroom doctor")';
}

/**
 * What was thrown deep inside by a system call, for want of memory or by a schema, where nobody nearer to it said what it means: a failure
 * that may be shown. Anything else as it is.
 */
export function knownFailure(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown instanceof DepthroomError) return thrown;
  const { code, syscall } = thrown as NodeJS.ErrnoException;
  if (code !== undefined && syscall !== undefined) return systemFailure(thrown, 'read or write a file');
  // Known by its name: a process that reads photos has no use for what it would take to know its class.
  if (thrown.name === 'ZodError' || thrown.name === '$ZodError') {
    const [{ path, message }] = (thrown as ZodError).issues;
    const where = path.join('.') || 'what was given';
    return new DepthroomError('bad-input', `Expected something else for ${where}: ${message}.`, {
      cause: thrown,
    });
  }
  if (
    thrown instanceof RangeError &&
    /invalid (typed array|array buffer|array|string) length|allocation failed/i.test(thrown.message)
  )
    return new DepthroomError(
      'too-large',
      'This needs more memory than one program can have; choose a smaller size, another model pack, or a smaller copy of the photo.',
      { cause: thrown },
    );
  return thrown;
}
