import { stat } from 'node:fs/promises';
import { DepthroomError } from '../../contract/errors.ts';
import { systemFailure } from './system-failure.ts';

/**
 * Refuses what is no ordinary file before it is opened: opening a pipe would wait for ever. Throws `bad-input` where it is a folder, a pipe,
 * a socket or a device, `not-found`, `no-permission` or `internal` where the system does not say.
 *
 * @param what what sentences call it: `the calibration calib.txt`
 */
export async function requireOrdinaryFile(path: string, what: string): Promise<void> {
  const facts = await stat(path).catch((thrown) => {
    throw systemFailure(thrown, `read ${what}`);
  });
  if (facts.isFile()) return;
  throw new DepthroomError(
    'bad-input',
    `Expected ${what} to be an ordinary file, but it is ${facts.isDirectory() ? 'a folder' : 'a pipe, a socket or a device'}: choose the file itself, or copy what it gives into one.`,
  );
}
