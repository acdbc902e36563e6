import { join } from 'node:path';
import { unitOf } from '../../contract/depth-kind.ts';
import type { DepthMap } from '../../contract/depth-map.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { finiteRange } from '../../contract/maths/finite-range.ts';
import type { Result } from '../../contract/run.ts';
import type { Estimate } from '../../models/pipeline/pipeline.ts';
import { coverPhoto, placeDepth, placeUncertainty } from '../../models/pipeline/place.ts';
import { viewSize } from '../photos/view-size.ts';
import { writeSizedPlane } from '../project/planes.ts';

/** Writes the planes of a map into a folder: at the model's size and as the stage shows it. */
export async function storeResult(
  { depth, placement, uncertainty }: Estimate,
  photo: { width: number; height: number },
  folder: string,
): Promise<Result> {
  const { minimum, maximum, invalidPixels } = extremes(depth.values);
  const view = viewSize(photo);
  const plane = (name: string, values: Float32Array, size: { width: number; height: number }) =>
    writeSizedPlane(join(folder, `${name}.f32`), values, size);
  // The disk takes one plane while the next is computed.
  const [model, viewed, uncertain, uncertainView] = await Promise.all([
    plane('depth', depth.values, depth),
    plane('view', placeDepth(depth, placement, view, photo), view),
    uncertainty && plane('uncertainty', uncertainty.values, depth),
    uncertainty &&
      plane('uncertainty-view', placeUncertainty(uncertainty.values, depth, placement, view, photo), view),
  ]);
  return {
    kind: depth.kind,
    unit: unitOf(depth.kind),
    model,
    placement,
    view: viewed,
    minimum,
    maximum,
    invalidPixels,
    uncertainty:
      uncertainty && uncertain && uncertainView
        ? { model: uncertain, view: uncertainView, unit: uncertainty.unit }
        : null,
  };
}

/** As `storeResult`, of a map of somebody else that covers its photo. */
export function storeGivenMap(
  { kind, width, height, values }: DepthMap,
  photo: { width: number; height: number },
  folder: string,
): Promise<Result> {
  const depth = { kind, width, height, values };
  return storeResult({ depth, placement: coverPhoto(photo, 'bilinear') }, photo, folder);
}

function extremes(values: Float32Array): { minimum: number; maximum: number; invalidPixels: number } {
  const { minimum, maximum, invalid: invalidPixels } = finiteRange(values);
  if (invalidPixels === values.length) {
    throw new DepthroomError(
      'bad-result',
      'Expected a depth map, but every value the model gave is NaN or infinite; try the cpu provider, or a float32 version of the pack.',
    );
  }
  return { minimum, maximum, invalidPixels };
}
