import { ENOUGH_VALUES, percentileRange } from '../../../contract/maths/percentile-range.ts';
import type { Grid } from '../../geometry/edges.ts';

/** Share of a photo's pixels that are taken for edges, of a depth map's, and how far apart the two may lie. */
const PHOTO_SHARE = 0.1;
const DEPTH_SHARE = 0.02;
const REACH = 2;

/**
 * The pixels (1) within two pixels of the strongest tenth of a photo's edges, by the Sobel gradient of its luma (Rec. 709 weights on sRGB
 * codes): height x width bytes of `grid` from interleaved 8-bit sRGB. Own measure.
 */
export function nearPhotoEdges(rgb: Uint8Array, grid: Grid): Uint8Array {
  const luma = new Float32Array(grid.width * grid.height);
  // Rec. 709 weights on the encoded values: edges as they are seen.
  for (let p = 0, k = 0; p < luma.length; p++, k += 3)
    luma[p] = 0.2126 * rgb[k] + 0.7152 * rgb[k + 1] + 0.0722 * rgb[k + 2];
  return widen(strongest(gradient(luma, grid), PHOTO_SHARE), grid);
}

/**
 * How many (a share) of the strongest 2 % of the Sobel edges of a map (height x width of `grid`, row by row) lie near edges of the photo,
 * beside the share of the picture that counts as near, which edges strewn at random would reach. Own measure: it needs no reference. Hand
 * in logarithms of metric depth, so that near and far edges count alike. Null where the map has no edges.
 */
export function edgeAgreement(
  values: Float32Array,
  near: Uint8Array,
  grid: Grid,
): { agreement: number; chance: number } | null {
  const edges = strongest(gradient(values, grid), DEPTH_SHARE);
  let count = 0;
  let hits = 0;
  let valid = 0;
  let covered = 0;
  for (let p = 0; p < values.length; p++) {
    if (!Number.isFinite(values[p])) continue;
    valid++;
    covered += near[p];
    if (edges[p] === 0) continue;
    count++;
    hits += near[p];
  }
  return count === 0 ? null : { agreement: hits / count, chance: covered / valid };
}

/** Length of the Sobel gradient; NaN at the border and beside holes. */
function gradient(values: Float32Array, { width, height }: Grid): Float32Array {
  const out = new Float32Array(values.length).fill(Number.NaN);
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1, p = y * width + 1; x + 1 < width; x++, p++) {
      const a = values[p - width - 1];
      const c = values[p - width + 1];
      const g = values[p + width - 1];
      const i = values[p + width + 1];
      const dx = c - a + 2 * (values[p + 1] - values[p - 1]) + i - g;
      const dy = g - a + 2 * (values[p + width] - values[p - width]) + i - c;
      // The middle has no weight in the gradient, but a hole there is a hole.
      if (Number.isFinite(values[p])) out[p] = Math.hypot(dx, dy);
    }
  }
  return out;
}

function strongest(lengths: Float32Array, share: number): Uint8Array {
  const { high } = percentileRange(lengths, 100 * share, { most: ENOUGH_VALUES });
  const marked = new Uint8Array(lengths.length);
  for (let p = 0; p < lengths.length; p++) if (lengths[p] > 0 && lengths[p] >= high) marked[p] = 1;
  return marked;
}

/** Marks everything within REACH pixels of a marked one, in a square. */
function widen(marked: Uint8Array, { width, height }: Grid): Uint8Array {
  const wide = new Uint8Array(marked.length);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (marked[p] === 0) continue;
      const last = Math.min(width - 1, x + REACH) - x;
      for (let d = Math.max(0, x - REACH) - x; d <= last; d++) wide[p + d] = 1;
    }
  }
  const out = new Uint8Array(marked.length);
  for (let y = 0; y < height; y++) {
    for (let row = Math.max(0, y - REACH); row <= Math.min(height - 1, y + REACH); row++)
      for (let x = 0; x < width; x++) out[row * width + x] |= wide[y * width + x];
  }
  return out;
}
