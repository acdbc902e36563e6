import type { DepthKind } from '../depth-map.ts';
import type { Size } from '../schemas.ts';
import type { Cut } from './coverage.ts';
import { toWorking } from './working-space.ts';

/** A map while it is mended, at any size over the whole photo. */
export interface MendedMap extends Size {
  kind: DepthKind;
  /** Changed in place; NaN is no depth. */
  values: Float32Array;
  /** As they were before the first stroke. */
  original: Float32Array;
  /** Largest less smallest value of the original, in its unit. */
  span: number;
}

/** The values of a cut in the working space. */
export function workingIn(map: MendedMap, { left, top, width, height }: Cut): Float64Array {
  const cut = new Float64Array(width * height);
  for (let y = 0, k = 0; y < height; y++)
    for (let x = 0, p = (top + y) * map.width + left; x < width; x++, p++, k++)
      cut[k] = toWorking(map.values[p], map.kind);
  return cut;
}

/** A cut with so many pixels more on every side, as far as there are any. */
export function expanded({ left, top, width, height }: Cut, by: number, size: Size): Cut {
  const [x, y] = [Math.max(0, left - by), Math.max(0, top - by)];
  const right = Math.min(size.width, left + width + by);
  const bottom = Math.min(size.height, top + height + by);
  return { left: x, top: y, width: right - x, height: bottom - y };
}
