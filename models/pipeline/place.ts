import type { DepthMap, Placement, Resampler } from '../../contract/depth-map.ts';
import { placementAxes } from '../../contract/maths/taps.ts';
import { allOf, openRows, type Rows, type Size } from './resize.ts';

/** The placement of a map whose outer edges are those of the photo, in pixels of the photo. */
export function coverPhoto(photo: Size, method: Resampler, space: Placement['space'] = 'linear'): Placement {
  return { window: { left: 0, top: 0, width: photo.width, height: photo.height }, method, space };
}

/**
 * A depth map at photo size, or at any smaller or larger size of the same picture: `size.height` x `size.width` values, row by row, in the
 * map's unit.
 *
 * The map is stretched over `placement.window` (in pixels of the photo of size `photo`) by `placement.method`, and what it then says is
 * read at the pixel centres of `size`; what reaches beyond the photo is cut off, what the window leaves open repeats its border. So at
 * `size` = `photo` this is the pipeline's exact output. At other sizes it samples the same interpolated surface without averaging: a
 * reduced view never mixes depths on both sides of an edge more than the photo-size map does. Nothing larger than the answer is computed.
 *
 * NaN stays NaN and spreads no further than the kernel. With `space: 'log'` the logarithm is resampled. Own rule; kernels as in torch
 * (taps.ts).
 */
export function placeDepth(
  depth: DepthMap,
  placement: Placement,
  size: Size,
  photo: Size = size,
): Float32Array {
  return placePlane(depth.values, depth, placement, size, photo);
}

/**
 * The same as `placeDepth` for a plane beside the depth, e.g. an uncertainty in its own unit: `map.height` x `map.width` in, `size.height`
 * x `size.width` out. Always resampled linearly, whatever the depth's space is.
 */
export function placeUncertainty(
  values: Float32Array,
  map: Size,
  placement: Placement,
  size: Size,
  photo: Size = size,
): Float32Array {
  return placePlane(values, map, { ...placement, space: 'linear' }, size, photo);
}

/** The same as `placeDepth`, of which each row is computed when it is asked for: nothing of the answer's size is kept. */
export function openPlaced(depth: DepthMap, placement: Placement, size: Size, photo: Size = size): Rows {
  return openPlane(depth.values, depth, placement, size, photo);
}

/** The same of a plane beside the depth, as `placeUncertainty` has it. */
export function openPlacedUncertainty(
  values: Float32Array,
  map: Size,
  placement: Placement,
  size: Size,
  photo: Size = size,
): Rows {
  return openPlane(values, map, { ...placement, space: 'linear' }, size, photo);
}

function placePlane(
  values: Float32Array,
  map: Size,
  placement: Placement,
  size: Size,
  photo: Size,
): Float32Array {
  return allOf(openPlane(values, map, placement, size, photo));
}

function openPlane(values: Float32Array, map: Size, placement: Placement, size: Size, photo: Size): Rows {
  const { method, space } = placement;
  const { horizontal, vertical } = placementAxes(map, placement, size, photo);
  const readRow = (at: number, row: Float32Array) => {
    row.set(values.subarray(at * map.width, (at + 1) * map.width));
    if (space === 'log') for (let i = 0; i < row.length; i++) row[i] = Math.log(row[i]);
  };
  const rows = openRows(readRow, horizontal, vertical, { method });
  if (space !== 'log') return rows;
  return {
    ...rows,
    read(y, output, at = 0, first = 0, step = 1) {
      rows.read(y, output, at, first, step);
      const end = at + Math.ceil((rows.width - first) / step);
      for (let i = at; i < end; i++) output[i] = Math.exp(output[i]);
    },
  };
}
