import type { Size } from '../schemas.ts';

/**
 * A plane of any unit at another size, sampled bilinearly at pixel centres, with its borders repeated; `at` tells its values. Answers with `to.height` x `to.width`
 * values, each divided by `divisor`.
 */
export function sampleBilinear(
  { width, height }: Size,
  to: Size,
  at: (x: number, y: number) => number,
  divisor = 1,
): Float32Array {
  const clamp = (place: number, size: number) => Math.min(size - 1, Math.max(0, place));
  const out = new Float32Array(to.width * to.height);
  for (let v = 0, p = 0; v < to.height; v++) {
    const y = clamp(((v + 0.5) * height) / to.height - 0.5, height);
    const above = Math.floor(y);
    const below = clamp(above + 1, height);
    const down = y - above;
    for (let u = 0; u < to.width; u++, p++) {
      const x = clamp(((u + 0.5) * width) / to.width - 0.5, width);
      const near = Math.floor(x);
      const far = clamp(near + 1, width);
      const across = x - near;
      const upper = at(near, above) * (1 - across) + at(far, above) * across;
      const lower = at(near, below) * (1 - across) + at(far, below) * across;
      out[p] = (upper * (1 - down) + lower * down) / divisor;
    }
  }
  return out;
}
