/** What a pixel is to a filling. */
export const OUTSIDE = 0;
export const KNOWN = 1;
export const WANTED = 2;

/**
 * Gives every wanted pixel the value of the nearest known one, in place: `height` x `width` values in any unit, `roles` as above. The exact Euclidean
 * nearest: columns first, then the lower envelope of parabolas along each row (Felzenszwalb & Huttenlocher 2012, Distance Transforms of
 * Sampled Functions, section 2). Nothing changes where nothing is known.
 */
export function nearestFill(values: Float64Array, roles: Uint8Array, width: number, height: number): void {
  const rowOf = nearestInColumns(roles, width, height);
  const line = new Float64Array(width);
  const at = new Int32Array(width);
  const starts = new Float64Array(width + 1);
  const filled = values.slice();
  for (let y = 0; y < height; y++) {
    let count = 0;
    for (let x = 0; x < width; x++) {
      const row = rowOf[y * width + x];
      if (row < 0) continue;
      const here = (row - y) * (row - y) + x * x;
      let start = Number.NEGATIVE_INFINITY;
      while (count > 0) {
        start = (here - line[count - 1]) / (2 * (x - at[count - 1]));
        if (start > starts[count - 1]) break;
        count--;
        start = Number.NEGATIVE_INFINITY;
      }
      line[count] = here;
      at[count] = x;
      starts[count] = start;
      count++;
    }
    if (count === 0) return;
    for (let x = 0, k = 0; x < width; x++) {
      while (k + 1 < count && starts[k + 1] < x) k++;
      const p = y * width + x;
      if (roles[p] === WANTED) filled[p] = values[rowOf[y * width + at[k]] * width + at[k]];
    }
  }
  values.set(filled);
}

/** The row of the nearest known pixel in the same column, the upper one of two; -1 where there is none. */
function nearestInColumns(roles: Uint8Array, width: number, height: number): Int32Array {
  const rows = new Int32Array(width * height).fill(-1);
  for (let p = 0; p < rows.length; p++) {
    if (roles[p] === KNOWN) rows[p] = Math.floor(p / width);
    else if (p >= width) rows[p] = rows[p - width];
  }
  for (let y = height - 2; y >= 0; y--)
    for (let x = 0, p = y * width; x < width; x++, p++) {
      const below = rows[p + width];
      if (below < 0) continue;
      const above = rows[p];
      if (above < 0 || below - y < y - above) rows[p] = below;
    }
  return rows;
}
