import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Says in a folder of the staging area that a living process works in it, so that no other one takes it or clears it away. */
const CLAIM = '.claim';
const HEARTBEAT_MS = 5_000;
/** A claim that was not renewed for this long is void, even if its process number is in use (by another program). */
const VOID_AFTER_MS = 60_000;

/** Claims a folder for this process; answers with what gives it back, or null where another process has it. */
export async function claim(folder: string): Promise<(() => Promise<void>) | null> {
  const path = join(folder, CLAIM);
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      break;
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
      if (attempt > 0 || (await isClaimed(folder))) return null;
      await rm(path, { force: true });
    }
  }
  const beat = () => void utimes(path, new Date(), new Date()).catch(() => {});
  const timer = setInterval(beat, HEARTBEAT_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await rm(path, { force: true });
  };
}

/** Whether a living process works in the folder. */
export async function isClaimed(folder: string): Promise<boolean> {
  const path = join(folder, CLAIM);
  try {
    const [text, facts] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    return Date.now() - facts.mtimeMs < VOID_AFTER_MS && isProcessAlive(Number(text));
  } catch {
    return false;
  }
}

function isProcessAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
