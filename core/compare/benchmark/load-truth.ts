import { basename } from 'node:path';
import type { BenchmarkProtocol } from '../../../contract/compare/benchmark-protocols.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import type { Photo } from '../../../contract/photo.ts';
import { readRawFloats } from '../../formats/read-raw-floats.ts';
import type { Grid } from '../../geometry/edges.ts';
import { applyConvention } from '../truth/apply-convention.ts';
import { detectConvention } from '../truth/detect-convention.ts';
import type { RawTruth } from '../truth/raw-truth.ts';
import { readTruth } from '../truth/read-truth.ts';
import { crop, cutOf, keepInside, regionOf } from './regions.ts';

/**
 * Truth of a sample as a protocol reads it: planar metres, height x width of `size`, row by row, after the protocol's cut; NaN where the
 * file, its mask or the protocol's region says that it does not count.
 * Throws `bad-input` where the truth is not in metres, has another size than its mask, or nothing is left,
 * `unsupported-format` or `too-large` where a file is no depth that is read, `not-found`, `no-permission` or `internal` where the system
 * does not read it.
 */
export async function loadBenchmarkTruth(
  { depth, mask, name, photo }: { depth: string; mask: string | null; name: string; photo: Photo },
  rules: BenchmarkProtocol,
): Promise<{ size: Grid; values: Float32Array }> {
  const raw = await readDepth(depth, name, rules);
  const { convention } = detectConvention(raw, name, null);
  const areMetres =
    rules.scalesWholeNumbers && raw.values.some((value) => value % 1 !== 0 && Number.isFinite(value));
  const scale = areMetres ? { scale: 1 } : {};
  const said = { ...convention, ...rules.truth, ...scale, minimum: null, maximum: null };
  const plane = applyConvention(raw, said, photo);
  if (plane.kind !== 'metric')
    throw new DepthroomError(
      'bad-input',
      `Expected truth in metres, but ${name} is relative: say what a stored number is in metres (--scale, or the column "scale").`,
    );
  if (mask !== null) await applyMask(plane, mask);
  const part = cutOf(rules.cut, plane);
  const size: Grid = part
    ? { width: part.right - part.left, height: part.bottom - part.top }
    : { width: plane.width, height: plane.height };
  const values = part ? crop(plane.values, plane.width, part) : plane.values;
  keepInside(values, size, regionOf(rules.region, size));
  return { size, values };
}

async function readDepth(path: string, name: string, { rawSize }: BenchmarkProtocol): Promise<RawTruth> {
  if (rawSize && !isNamedFormat(path))
    return { format: 'npy', ...(await readRawFloats(path, name, rawSize)), notes: [] };
  return readTruth(path, name);
}

/** ETH3D's raw files are called like the photos: `DSC_0259.JPG`. */
function isNamedFormat(path: string): boolean {
  return /\.(npy|npz|h5|hdf5|png|tiff?|exr|pfm|dpt)$/i.test(path);
}

async function applyMask(plane: Grid & { values: Float32Array }, path: string): Promise<void> {
  const name = basename(path);
  const mask = await readTruth(path, name);
  if (mask.width !== plane.width || mask.height !== plane.height)
    throw new DepthroomError(
      'bad-input',
      `Expected a mask of ${plane.width} x ${plane.height} pixels as the truth has, but ${name} has ${mask.width} x ${mask.height}.`,
    );
  for (let p = 0; p < plane.values.length; p++) if (!(mask.values[p] > 0)) plane.values[p] = Number.NaN;
}
