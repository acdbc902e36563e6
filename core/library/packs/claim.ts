import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBackground } from '../../disk/background.ts';
import { isProcessAlive, startOfProcess } from '../../disk/process-alive.ts';
import { removeLeftFile } from '../../disk/remove-left.ts';

/** Says in a folder of the staging area that a living process works in it, so that no other one takes it or clears it away. */
const CLAIM = '.claim';
const HEARTBEAT_MS = 5_000;
/**
 * A claim that was not renewed for this long is void where only the number of its process is known, which another program may have. By the
 * clock of the computer: where it says when the process started, no clock is asked, since one that is set says nothing of who works here.
 */
const VOID_AFTER_MS = 60_000;

/** Claims a folder for this process; answers with what gives it back, which never fails, or null where another process has it. */
export async function claim(folder: string): Promise<(() => Promise<void>) | null> {
  const path = join(folder, CLAIM);
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(path, `${process.pid} ${startOfProcess(process.pid) ?? ''}`, { flag: 'wx' });
      break;
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
      if (attempt > 0 || (await isClaimed(folder))) return null;
      await rm(path, { force: true });
    }
  }
  const background = createBackground();
  background.every(HEARTBEAT_MS, `renew the claim of ${folder}`, () => utimes(path, new Date(), new Date()));
  return async () => {
    await background.stop();
    await removeLeftFile(path);
  };
}

/** Whether a living process works in the folder. */
export async function isClaimed(folder: string): Promise<boolean> {
  const path = join(folder, CLAIM);
  try {
    const [text, facts] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    const [processId, startedAt] = text.split(' ');
    const isNew = Math.abs(Date.now() - facts.mtimeMs) < VOID_AFTER_MS;
    return (isNew || Boolean(startedAt)) && isProcessAlive(Number(processId), startedAt || null);
  } catch {
    return false;
  }
}
