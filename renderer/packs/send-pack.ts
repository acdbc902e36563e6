import { DepthroomError } from '../../contract/errors.ts';
import type { PackListing } from '../../contract/pack.ts';
import { call, reach } from '../server/call.ts';

/** Sends the files of a pack one by one; `report` hears how much of it is over, 0..1. Nothing is installed unless all is. */
export async function sendPack(
  files: readonly File[],
  replace: boolean,
  report: (share: number) => void,
): Promise<PackListing> {
  if (!files.some(({ name }) => name === 'pack.json')) {
    throw new DepthroomError(
      'bad-pack',
      'A pack has a file pack.json, and none of the chosen files is called so: choose all files of the pack together.',
    );
  }
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const { uploadId } = await call('startPackUpload', { bytes });
  try {
    let sent = 0;
    for (const file of files) {
      report(sent / bytes);
      const address = `/packs/${encodeURIComponent(uploadId)}?file=${encodeURIComponent(file.name)}`;
      await reach(address, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      });
      sent += file.size;
    }
    report(1);
    return await call('finishPackUpload', { uploadId, replace });
  } catch (thrown) {
    await call('cancelPackUpload', { uploadId }).catch(() => undefined);
    throw thrown;
  }
}
