import { DepthroomError } from '../../contract/errors.ts';
import type { PackListing } from '../../contract/pack.ts';
import { text } from '../language/text.ts';
import { call, sendFile } from '../server/call.ts';
import { whileSending } from '../server/uploads.ts';
import type { FoundFile } from '../view/dropped/read-dropped.ts';
import { filesToSend, isGraph } from './model-files.ts';

/** Sends the files of a pack one by one; `report` hears how much of it is over, 0..1. Nothing is installed unless all is. */
export async function sendPack(
  files: readonly File[],
  replace: boolean,
  report: (share: number) => void,
): Promise<PackListing> {
  if (!files.some(({ name }) => name === 'pack.json')) {
    throw new DepthroomError('bad-pack', text('packs.packJsonMissing'));
  }
  return send(
    files.map((file) => ({ path: file.name, file })),
    undefined,
    replace,
    report,
  );
}

/**
 * Sends a pack, a checkpoint or bare weights, whose folder (or file) is called `name`. Throws `bad-pack` for what is none, `exists`, `no-space`.
 */
export async function sendModel(
  found: readonly FoundFile[],
  name: string,
  replace: boolean,
  report: (share: number) => void,
): Promise<PackListing> {
  const files = filesToSend(found);
  if (files.length === 0) throw new DepthroomError('bad-pack', text('packs.modelExpected', { name }));
  return send(files, name.slice(0, 200), replace, report);
}

/** Sends a bare graph, called `name`, and the files beside it; answers with the upload, which waits to be described. */
export function sendGraph(
  files: readonly FoundFile[],
  name: string,
  report: (share: number) => void,
): Promise<string> {
  // A file may be called anything, a file of a pack may not.
  const plain = files.map(({ path, file }) => ({ path: isGraph(path) ? 'model.onnx' : path, file }));
  return whileSending(() => sendFiles(plain, name.slice(0, 200), report));
}

async function send(
  files: readonly FoundFile[],
  name: string | undefined,
  replace: boolean,
  report: (share: number) => void,
): Promise<PackListing> {
  return whileSending(async () => {
    const uploadId = await sendFiles(files, name, report);
    return call('finishPackUpload', { uploadId, replace }).catch((thrown) => cancel(uploadId, thrown));
  });
}

async function sendFiles(
  files: readonly FoundFile[],
  name: string | undefined,
  report: (share: number) => void,
): Promise<string> {
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const { uploadId } = await call('startPackUpload', { bytes, name });
  try {
    let sent = 0;
    for (const { path, file } of files) {
      report(sent / bytes);
      await sendFile(`/packs/${encodeURIComponent(uploadId)}?file=${encodeURIComponent(path)}`, file);
      sent += file.size;
    }
    report(1);
    return uploadId;
  } catch (thrown) {
    return cancel(uploadId, thrown);
  }
}

/** Removes what was sent, and throws on. */
async function cancel(uploadId: string, thrown: unknown): Promise<never> {
  await call('cancelPackUpload', { uploadId }).catch(() => undefined);
  throw thrown;
}
