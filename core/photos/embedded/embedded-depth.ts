import type { DepthKind } from '../../../contract/depth-map.ts';
import { storedOrder } from '../../geometry/stored-order.ts';

/** A depth map that lies in the file of a photo, as numbers that mean something; upright like the photo, which it covers. */
export interface EmbeddedDepth {
  kind: DepthKind;
  width: number;
  height: number;
  /** Row by row; NaN where nothing is known. */
  values: Float32Array;
  /** What it is called: "Depth in the file (GDepth)". */
  title: string;
  /** The way it is stored, as a word. */
  format: 'gdepth' | 'dynamic-depth' | 'heic' | 'mpf';
  /** How the numbers were understood, for a person. */
  reasons: string[];
}

/** Codes of a depth picture, one a pixel, and the largest that there can be. */
export interface DepthCodes {
  width: number;
  height: number;
  codes: ArrayLike<number>;
  largest: number;
}

/** What the codes of GDepth and Dynamic Depth mean (developers.google.com/depthmap-metadata, "Encoding"). */
export interface RangeFacts {
  format: 'RangeInverse' | 'RangeLinear';
  near: number;
  far: number;
  /** Metres in one unit; null where the file does not say which unit it is. */
  unitInMetres: number | null;
}

/** Depth from codes between near and far, linear in the depth or in its inverse; a relative map where the unit is not stated. */
export function depthOfRange(
  { width, height, codes, largest }: DepthCodes,
  { format, near, far, unitInMetres }: RangeFacts,
): Pick<EmbeddedDepth, 'kind' | 'width' | 'height' | 'values'> {
  const isMetric = unitInMetres !== null && near > 0 && far > near;
  const table = Float32Array.from({ length: largest + 1 }, (_, code) => {
    const share = code / largest;
    // Without a unit only the order and the curve are known: nearer is larger in disparity, as the code is in inverse depth.
    if (!isMetric) return format === 'RangeInverse' ? 1 - share : share;
    if (format === 'RangeLinear') return unitInMetres * (near + share * (far - near));
    return unitInMetres * ((far * near) / (far - share * (far - near)));
  });
  const kind = isMetric ? 'metric' : format === 'RangeInverse' ? 'affine-disparity' : 'affine-depth';
  return { kind, width, height, values: Float32Array.from(codes, (code) => table[code]) };
}

/** A stored map turned upright, as the photo with that EXIF orientation is. */
export function upright<Map extends { width: number; height: number; values: Float32Array }>(
  map: Map,
  orientation: number,
): Map {
  if (orientation < 2 || orientation > 8) return map;
  const [width, height] = orientation >= 5 ? [map.height, map.width] : [map.width, map.height];
  const { start, rowStep, columnStep } = storedOrder({ width, height }, orientation);
  const values = new Float32Array(map.values.length);
  for (let y = 0, from = 0; y < map.height; y++) {
    let to = start + y * rowStep;
    for (let x = 0; x < map.width; x++, to += columnStep) values[to] = map.values[from++];
  }
  return { ...map, width, height, values };
}
