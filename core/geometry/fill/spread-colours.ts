import type { Grid } from '../edges.ts';

interface Level extends Grid {
  /** Sums of colours and their weight, four to a pixel. */
  sums: Float32Array;
}

/**
 * Gives every pixel of a picture (interleaved 8-bit sRGB, height x width, row by row) that has no colour, in place, one that goes smoothly over from those that have one (1 in `has`): halved again and again, then doubled again, each gap filled
 * from the coarser picture (S. J. Gortler et al., The Lumigraph, 1996, pull-push). Where none has a colour nothing is done.
 */
export function spreadColours(rgb: Uint8Array, { width, height }: Grid, has: Uint8Array): void {
  const levels: Level[] = [
    halved(
      width,
      height,
      (p) => (has[p] === 1 ? 1 : 0),
      (p, c) => rgb[3 * p + c],
    ),
  ];
  for (;;) {
    const last = levels[levels.length - 1];
    if (last.width <= 1 && last.height <= 1) break;
    const { sums } = last;
    levels.push(
      halved(
        last.width,
        last.height,
        (p) => Math.min(1, sums[4 * p + 3]),
        (p, c) => (sums[4 * p + 3] > 0 ? sums[4 * p + c] / sums[4 * p + 3] : 0),
      ),
    );
  }
  if (levels[levels.length - 1].sums[3] === 0) return;
  for (const level of levels) normalise(level);
  for (let k = levels.length - 2; k >= 0; k--) fillFrom(levels[k], levels[k + 1]);
  const colour = new Float32Array(3);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (has[p] === 1) continue;
      sample(levels[0], x, y, colour);
      for (let c = 0; c < 3; c++) rgb[3 * p + c] = Math.round(colour[c]);
    }
  }
}

function halved(
  width: number,
  height: number,
  weightOf: (p: number) => number,
  colourOf: (p: number, c: number) => number,
): Level {
  const half = { width: Math.max(1, Math.ceil(width / 2)), height: Math.max(1, Math.ceil(height / 2)) };
  const sums = new Float32Array(4 * half.width * half.height);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      const weight = weightOf(p);
      if (weight === 0) continue;
      const at = 4 * ((y >> 1) * half.width + (x >> 1));
      for (let c = 0; c < 3; c++) sums[at + c] += weight * colourOf(p, c);
      sums[at + 3] += weight;
    }
  }
  return { ...half, sums };
}

/** Sums to colours, and weights to at most 1. */
function normalise({ sums }: Level): void {
  for (let at = 0; at < sums.length; at += 4) {
    const weight = sums[at + 3];
    if (weight === 0) continue;
    for (let c = 0; c < 3; c++) sums[at + c] /= weight;
    sums[at + 3] = Math.min(1, weight);
  }
}

/** What has less than a whole weight takes the rest from the coarser picture. */
function fillFrom(fine: Level, coarse: Level): void {
  const colour = new Float32Array(3);
  for (let y = 0, at = 0; y < fine.height; y++) {
    for (let x = 0; x < fine.width; x++, at += 4) {
      const weight = fine.sums[at + 3];
      if (weight >= 1) continue;
      sample(coarse, x, y, colour);
      for (let c = 0; c < 3; c++) fine.sums[at + c] = weight * fine.sums[at + c] + (1 - weight) * colour[c];
      fine.sums[at + 3] = 1;
    }
  }
}

/** Bilinear, at a pixel of the picture that is twice as large. */
function sample({ width, height, sums }: Level, x: number, y: number, out: Float32Array): void {
  const u = Math.max(0, Math.min(width - 1, x / 2 - 0.25));
  const v = Math.max(0, Math.min(height - 1, y / 2 - 0.25));
  const left = Math.floor(u);
  const top = Math.floor(v);
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const [across, down] = [u - left, v - top];
  for (let c = 0; c < 3; c++) {
    const above =
      sums[4 * (top * width + left) + c] * (1 - across) + sums[4 * (top * width + right) + c] * across;
    const below =
      sums[4 * (bottom * width + left) + c] * (1 - across) + sums[4 * (bottom * width + right) + c] * across;
    out[c] = above * (1 - down) + below * down;
  }
}
