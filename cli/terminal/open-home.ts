import { keepFilesPrivate, makePrivateFolder } from '../../core/disk/private-folder.ts';
import { type Log, openLog } from '../../core/host/diagnostics/log.ts';
import { dataFolder } from '../../core/project/data-folder.ts';

/** The person's data folder, made where it is not there, and its log. What this process writes from now on is the person's alone. Throws what the disk refuses. */
export async function openHome(): Promise<{ home: string; log: Log }> {
  keepFilesPrivate();
  const home = dataFolder();
  await makePrivateFolder(home);
  return { home, log: openLog(home) };
}
