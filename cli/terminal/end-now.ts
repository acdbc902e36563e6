import { createBackground } from '../../core/disk/background.ts';

/** How long a program that is done waits for what it has left open. */
const LAST_MS = 500;

/**
 * Ends a program that failed, with its exit code, also where a thread of it waits for a disk that does not answer. `process.exit` would wait
 * for that thread; another program in the place of this one does not.
 */
export function endSoon(code: number): void {
  createBackground().after(LAST_MS, 'end', () => {
    if (process.platform === 'win32' || !process.execve) process.exit(code);
    process.removeAllListeners('warning');
    process.execve('/bin/sh', ['sh', '-c', `exit ${code}`], {});
  });
}
