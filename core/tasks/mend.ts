import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DepthMap } from '../../contract/depth-map.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { finiteRange } from '../../contract/maths/finite-range.ts';
import { guideOf } from '../../contract/mend/guided-filter.ts';
import type { MendedMap } from '../../contract/mend/mended-map.ts';
import { mendedMapOf, replay } from '../../contract/mend/replay.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Size } from '../../contract/schemas.ts';
import { coverPhoto, placeDepth } from '../../models/pipeline/place.ts';
import { loadMap } from '../compare/measure/stored-map.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { decodePixels } from '../photos/decode.ts';
import { viewSize } from '../photos/view-size.ts';
import { readPlane, writePlane } from '../project/planes.ts';
import type { MendAnswer, MendTask } from '../worker/mend-task.ts';
import type { Report } from '../worker/report.ts';
import { storeResult } from './store-result.ts';

/**
 * Mends a map by a recipe. The strokes are replayed on the map as the stage shows it, which is what a person saw; a map of more pixels keeps its own where
 * no stroke has been, and takes the mended ones elsewhere. Runs in a worker process.
 */
export async function runMend(task: MendTask, report: Report): Promise<MendAnswer> {
  const { photo, map, recipe, temporaryFolder } = task;
  const size = viewSize(photo);
  const mended = mendedMapOf(await loadMap(map, size, photo), size, map.kind);
  const needsGuide = recipe.strokes.some(({ operation }) => operation.do === 'snap');
  const guide = needsGuide ? await readGuide(task.previewPath, size) : null;
  replay(mended, recipe, { photo, guide: () => guide as Float32Array }, (share) => report('mend', share));
  if (finiteRange(mended.values).invalid === mended.values.length)
    throw new DepthroomError(
      'bad-input',
      'Expected something of the map to be left, but every pixel is masked out: take a stroke back.',
    );
  const depth = await atModelSize(task, mended, size);
  const result = await storeResult(
    { depth, placement: coverPhoto(photo, 'bilinear') },
    photo,
    temporaryFolder,
  );
  await writePlane(result.view.file, mended.values);
  const recipePath = join(temporaryFolder, 'recipe.json');
  await writeFile(recipePath, `${JSON.stringify(recipe)}\n`).catch((thrown) => {
    throw systemFailure(thrown, 'write a recipe into the project');
  });
  return { result, recipePath, notes: notesOf(mended, depth, size) };
}

async function readGuide(path: string, size: Size): Promise<Float32Array> {
  const { width, height, rgb } = await decodePixels(path);
  return guideOf(rgb, { width, height, channels: 3 }, size);
}

/** The mended map; at the model's own density where that is finer than what was mended. */
async function atModelSize({ map, photo }: MendTask, mended: MendedMap, size: Size): Promise<DepthMap> {
  const { kind, values } = mended;
  const finer = finerSize(map, photo, size);
  if (!finer) return { kind, ...size, values };
  const raw = await readPlane(map.model.path, map.model.width * map.model.height);
  const { width, height } = map.model;
  const fine = placeDepth({ kind, width, height, values: raw }, map.placement, finer, photo);
  const coarse = placeDepth({ kind, ...size, values }, coverPhoto(photo, 'bilinear'), finer, photo);
  for (let y = 0, p = 0; y < finer.height; y++) {
    const v = Math.floor(((y + 0.5) * size.height) / finer.height);
    for (let x = 0; x < finer.width; x++, p++) {
      const q = v * size.width + Math.floor(((x + 0.5) * size.width) / finer.width);
      if (!Object.is(mended.values[q], mended.original[q])) fine[p] = coarse[p];
    }
  }
  return { kind, ...finer, values: fine };
}

/** Pixels over the whole photo that are as fine as those of the model, and no finer than the photo's; null where the stage shows as many. */
function finerSize({ model, placement: { window } }: MendTask['map'], photo: Photo, size: Size): Size | null {
  const width = Math.min(photo.width, Math.round((model.width * photo.width) / window.width));
  const height = Math.min(photo.height, Math.round((model.height * photo.height) / window.height));
  return width > size.width && height > size.height ? { width, height } : null;
}

function notesOf({ values, original }: MendedMap, depth: DepthMap, size: Size): string[] {
  let [changed, masked] = [0, 0];
  for (let p = 0; p < values.length; p++) {
    if (!Object.is(values[p], original[p])) changed++;
    if (!Number.isFinite(values[p]) && Number.isFinite(original[p])) masked++;
  }
  const percent = (count: number) => `${((100 * count) / values.length).toFixed(1)} %`;
  return [
    `${percent(changed)} of the pixels were changed by hand, ${percent(masked)} of all masked out.`,
    ...(depth.width > size.width
      ? [
          `Mended at ${size.width} x ${size.height} pixels; what was not touched keeps the finer pixels of the model.`,
        ]
      : []),
  ];
}
