/**
 * Means over a box of (2 `reach` + 1)^2 pixels, in place, of a plane of `height` x `width` values in any unit; at the borders over what of the box lies
 * inside. Running sums: the time does not depend on the reach (Crow 1984, summed areas, one axis at a time).
 */
export function boxBlur(
  values: Float32Array | Float64Array,
  width: number,
  height: number,
  reach: number,
): void {
  const row = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const from = y * width;
    for (let x = 0; x < width; x++) row[x] = values[from + x];
    let sum = 0;
    for (let x = 0; x < Math.min(reach, width); x++) sum += row[x];
    for (let x = 0; x < width; x++) {
      if (x + reach < width) sum += row[x + reach];
      if (x - reach - 1 >= 0) sum -= row[x - reach - 1];
      values[from + x] = sum / (Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1);
    }
  }
  blurDown(values, width, height, reach);
}

/** All columns at once, row by row, since memory lies so. */
function blurDown(values: Float32Array | Float64Array, width: number, height: number, reach: number): void {
  const source = values.slice();
  const sums = new Float64Array(width);
  for (let y = 0; y < Math.min(reach, height); y++)
    for (let x = 0; x < width; x++) sums[x] += source[y * width + x];
  for (let y = 0; y < height; y++) {
    const enters = y + reach;
    const leaves = y - reach - 1;
    if (enters < height) for (let x = 0, p = enters * width; x < width; x++, p++) sums[x] += source[p];
    if (leaves >= 0) for (let x = 0, p = leaves * width; x < width; x++, p++) sums[x] -= source[p];
    const count = Math.min(height - 1, enters) - Math.max(0, y - reach) + 1;
    for (let x = 0, p = y * width; x < width; x++, p++) values[p] = sums[x] / count;
  }
}
