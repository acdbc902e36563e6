import sharp from 'sharp';
import { pairingOf } from '../../contract/alignment.ts';
import { align } from '../compare/measure/align.ts';
import { type FramePixels, flickerOf } from '../compare/measure/flicker.ts';
import { loadMap } from '../compare/measure/stored-map.ts';
import { requireUnaltered } from '../disk/require-unaltered.ts';
import { sizeWithin } from '../photos/view-size.ts';
import type { AlignFrameTask, Flicker, FlickerTask, FrameLine, SeenFrame } from '../worker/sequence-task.ts';

/** Long edge in pixels at which frames are fitted and measured: photos are averaged down to it, which takes out their noise. */
const LONG_EDGE = 512;
/** Every finite value of a relative map counts. */
const EVERYTHING = { minimum: 1e-3, maximum: null };

/** The line that lays a frame over the first one. Runs in a worker process. */
export async function runAlignFrame({ photo, map, reference }: AlignFrameTask): Promise<FrameLine> {
  const size = sizeWithin(photo, LONG_EDGE);
  const pairing = pairingOf(map.kind, reference.kind, {
    method: 'affine',
    space: 'own',
    fit: 'robust',
    metres: 'kept',
  });
  const { scale, shift } = align(
    await loadMap(map, size, photo),
    await loadMap(reference, size, photo),
    pairing,
    EVERYTHING,
  );
  return { scale, shift };
}

/** How much the aligned depth changes where the photo does not. Runs in a worker process. */
export async function runFlicker({ photo, before, after }: FlickerTask): Promise<Flicker> {
  return flickerOf(await seen(before, photo), await seen(after, photo), before.map.kind === 'metric');
}

async function seen(
  { map, line, previewPath }: SeenFrame,
  photo: FlickerTask['photo'],
): Promise<FramePixels> {
  const size = sizeWithin(photo, LONG_EDGE);
  const values = await loadMap(map, size, photo);
  for (let p = 0; p < values.length; p++) values[p] = line.scale * values[p] + line.shift;
  await requireUnaltered(previewPath);
  const rgb = await sharp(previewPath)
    .resize(size.width, size.height, { fit: 'fill', kernel: 'mitchell', fastShrinkOnLoad: false })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer();
  return { values, rgb };
}
