import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError, toFailure } from '../../../contract/errors.ts';
import { factsOf } from '../../../contract/systems.ts';
import { coverPhoto } from '../../../models/pipeline/place.ts';
import { makeFolders } from '../../disk/make-folder.ts';
import { removeLeftFolder } from '../../disk/remove-left.ts';
import { rgbPng } from '../../formats/write-png.ts';
import { writePlane } from '../../project/planes.ts';
import type { WorkerClient } from '../../worker/client.ts';
import type { StoredDepth } from '../../worker/estimate-task.ts';
import type { LibraryHost } from '../packs/host.ts';
import { readPack } from '../packs/packs.ts';
import { askTrial } from './ask-trial.ts';
import { TRIALS } from './recipes.ts';

/** A photo that costs nothing: 64 x 48 pixels of slopes. */
const PHOTO = { width: 64, height: 48 };

/**
 * One small estimate with a pack that is not in the library yet, on the CPU. Throws `bad-pack` with why it does not work, `cancelled`.
 */
export async function tryPack(
  host: LibraryHost,
  worker: WorkerClient,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const installed = await readPack(folder);
  const { pack } = installed;
  const scratch = join(folder, '.trial');
  await makeFolders(scratch);
  try {
    const photoPath = join(scratch, 'photo.png');
    await writeFile(photoPath, await slopes());
    for (const domain of 'router' in pack.graphs || 'routed' in pack.graphs
      ? ['indoor', 'outdoor', 'auto']
      : [null])
      await askTrial(host, worker, {
        pack: installed,
        photoPath,
        scratch,
        options: { ...TRIALS[pack.system], ...(domain ? { domain } : {}) },
        prior: factsOf(pack.system)?.takesPrior ? await coarse(scratch, pack.depth.kind) : null,
        signal,
      });
  } catch (thrown) {
    const { code, message } = toFailure(thrown);
    if (code === 'cancelled') throw thrown;
    throw new DepthroomError(
      code === 'interrupted' ? 'too-large' : 'bad-pack',
      `The pack "${pack.id}" was made, but a first estimate with it failed: ${message}`,
      { cause: thrown },
    );
  } finally {
    await removeLeftFolder(scratch);
  }
}

function slopes(): Promise<Buffer> {
  const rgb = new Uint8Array(3 * PHOTO.width * PHOTO.height);
  for (let i = 0; i < rgb.length; i++) rgb[i] = (i % (3 * PHOTO.width)) + 13 * (i % 3);
  return rgbPng(rgb, PHOTO.width, PHOTO.height);
}

/** A coarse map to refine: a slope too. */
async function coarse(folder: string, kind: string): Promise<StoredDepth> {
  const path = join(folder, 'coarse.f32');
  const { width, height } = PHOTO;
  await writePlane(
    path,
    Float32Array.from({ length: width * height }, (_, i) => 1 + Math.floor(i / width)),
  );
  return {
    kind: kind === 'affine' ? 'affine-depth' : 'affine-disparity',
    path,
    width,
    height,
    placement: coverPhoto(PHOTO, 'bilinear'),
  };
}
