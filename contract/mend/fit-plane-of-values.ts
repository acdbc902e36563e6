/** value = x * across + y * down + offset, in pixels of the plane it was fitted to. */
export interface ValuePlane {
  across: number;
  down: number;
  offset: number;
}

/**
 * The plane through `height` x `width` values (any unit) with the least sum of weighted squares; null where the pixels that count lie on a line or are
 * fewer than three. Normal equations of linear least squares around the weighted middle, by Cramer's rule. A value of NaN, or a weight of 0,
 * does not count.
 */
export function fitPlaneOfValues(
  values: Float64Array,
  weights: Float32Array,
  width: number,
  height: number,
): ValuePlane | null {
  let [total, sx, sy, sv] = [0, 0, 0, 0];
  for (let y = 0, p = 0; y < height; y++)
    for (let x = 0; x < width; x++, p++) {
      const w = weights[p];
      if (!(w > 0) || Number.isNaN(values[p])) continue;
      total += w;
      sx += w * x;
      sy += w * y;
      sv += w * values[p];
    }
  if (total === 0) return null;
  const [mx, my, mv] = [sx / total, sy / total, sv / total];
  let [xx, xy, yy, xv, yv] = [0, 0, 0, 0, 0];
  for (let y = 0, p = 0; y < height; y++)
    for (let x = 0; x < width; x++, p++) {
      const w = weights[p];
      if (!(w > 0) || Number.isNaN(values[p])) continue;
      const dx = x - mx;
      const dy = y - my;
      const dv = values[p] - mv;
      xx += w * dx * dx;
      xy += w * dx * dy;
      yy += w * dy * dy;
      xv += w * dx * dv;
      yv += w * dy * dv;
    }
  const determinant = xx * yy - xy * xy;
  if (!(determinant > 1e-9 * xx * yy)) return null;
  const across = (xv * yy - yv * xy) / determinant;
  const down = (yv * xx - xv * xy) / determinant;
  return { across, down, offset: mv - across * mx - down * my };
}
