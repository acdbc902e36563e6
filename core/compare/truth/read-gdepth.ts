import { damaged } from '../../formats/limits.ts';
import { readJpegDepth } from '../../photos/embedded/jpeg-depth.ts';
import { jpegOrientation } from '../../photos/embedded/jpeg-orientation.ts';
import type { RawTruth } from './raw-truth.ts';

/** The depth map in a JPEG (GDepth, Dynamic Depth, a further picture), upright. Throws `bad-input` where it has none or it is broken. */
export async function readGDepthTruth(bytes: Buffer, name: string): Promise<RawTruth> {
  const depth = await readJpegDepth(bytes, await jpegOrientation(bytes));
  if (!depth) throw damaged(name, 'it is a JPEG without a depth map in it');
  const { width, height, values, kind, title, reasons } = depth;
  return {
    format: 'gdepth',
    width,
    height,
    values: Float32Array.from(values),
    storage: 'float32',
    declaredKind: kind,
    notes: [`${title}.`, ...reasons],
  };
}
