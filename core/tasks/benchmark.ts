import { DepthroomError, toFailure } from '../../contract/errors.ts';
import { mapPlane } from '../../contract/maths/mapping.ts';
import { evaluateMap } from '../compare/benchmark/evaluate-map.ts';
import { loadBenchmarkTruth } from '../compare/benchmark/load-truth.ts';
import { paintSample } from '../compare/benchmark/paint-sample.ts';
import { cutOf, type Rectangle } from '../compare/benchmark/regions.ts';
import { loadMap } from '../compare/measure/stored-map.ts';
import { replaceFile } from '../disk/write-file.ts';
import { rgbPng } from '../formats/write-png.ts';
import type { Grid } from '../geometry/edges.ts';
import { decodePixels } from '../photos/decode.ts';
import type { BenchmarkAnswer, BenchmarkTask, CutPhotoTask } from '../worker/benchmark-task.ts';

/** Measures maps of one photo against its truth as a protocol says. Runs in a worker process. */
export async function runBenchmark(task: BenchmarkTask): Promise<BenchmarkAnswer> {
  const { photo, maps, rules, pictures } = task;
  const truth = await loadBenchmarkTruth(task, rules);
  requireShape(truth.size, task);
  const scores: BenchmarkAnswer['scores'] = [];
  const painted: { title: string; values: Float32Array }[] = [];
  for (const map of maps) {
    const values = await loadMap(map, truth.size, photo);
    try {
      const evaluated = evaluateMap({ kind: map.kind, values }, truth.values, truth.size, rules);
      scores.push({ fit: evaluated.fit, sums: evaluated.sums });
      if (pictures) painted.push({ title: map.title, values: mapPlane(values, evaluated.mapping) });
    } catch (thrown) {
      if (!(thrown instanceof DepthroomError) || thrown.code !== 'bad-input') throw thrown;
      scores.push({ failure: toFailure(thrown).message });
    }
  }
  const seen = pictures ? await paintSample(truth.values, painted, truth.size, pictures) : [];
  return {
    scores,
    pictures: seen.map(({ png, ...words }) => ({ ...words, png: png.toString('base64') })),
  };
}

/** By how much the proportions of truth and photo may differ: sensors of depth have pixels of their own. */
const MOST_STRETCH = 1.1;

/** Truth of other proportions is of another photo, or turned: stretched over this one it would be measured all the same. */
function requireShape(size: Grid, { photo, name }: BenchmarkTask): void {
  const stretch = (size.width * photo.height) / (size.height * photo.width);
  if (stretch <= MOST_STRETCH && stretch >= 1 / MOST_STRETCH) return;
  throw new DepthroomError(
    'bad-input',
    `Expected truth in the proportions of the photo (${photo.width} x ${photo.height} pixels), but ${name} has ${size.width} x ${size.height}: name the right file in a manifest, or turn it as the photo is.`,
  );
}

/** Cuts a photo as a protocol says, into a PNG of the same colours. Runs in a worker process. */
export async function runCutPhoto({ path, name, cut, target }: CutPhotoTask): Promise<{ isCut: boolean }> {
  const photo = await decodePixels(path, name);
  const part = cutOf(cut, photo);
  if (!part) return { isCut: false };
  const width = part.right - part.left;
  const height = part.bottom - part.top;
  await replaceFile(target, await rgbPng(cropRgb(photo.rgb, photo.width, part), width, height));
  return { isCut: true };
}

/** The pixels of a rectangle of interleaved RGB, row by row. */
function cropRgb(rgb: Uint8Array, width: number, part: Rectangle): Uint8Array {
  const columns = 3 * (part.right - part.left);
  const out = new Uint8Array(columns * (part.bottom - part.top));
  for (let y = part.top, at = 0; y < part.bottom; y++, at += columns)
    out.set(rgb.subarray(3 * (y * width + part.left), 3 * (y * width + part.right)), at);
  return out;
}
