import { stat } from 'node:fs/promises';
import { DepthroomError, toFailure } from '../../contract/errors.ts';
import { keepFilesPrivate, makePrivateFolder } from '../../core/disk/private-folder.ts';
import { type Log, openLog } from '../../core/host/diagnostics/log.ts';
import { dataFolder } from '../../core/project/data-folder.ts';

/**
 * The person's data folder and its log. What this process writes from now on is the person's alone. `mayMake`: the folder is made where it is not
 * there; who only reads finds `isThere` false instead, and keeps no log. Throws what the disk refuses.
 */
export async function openHome(mayMake = true): Promise<{ home: string; isThere: boolean; log: Log }> {
  keepFilesPrivate();
  const home = dataFolder();
  if (mayMake)
    await makePrivateFolder(home).catch((thrown) => {
      const { code, message } = toFailure(thrown);
      throw new DepthroomError(code, `${message.slice(0, -1)} (the variable DEPTHROOM_HOME names another).`, {
        cause: thrown,
      });
    });
  const isThere = (await stat(home).catch(() => null))?.isDirectory() ?? false;
  return { home, isThere, log: isThere ? openLog(home) : NO_LOG };
}

const NO_LOG: Log = { note: () => {}, failure: () => {}, last: () => [] };
