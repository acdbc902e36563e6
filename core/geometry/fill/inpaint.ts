import type { Grid } from '../edges.ts';
import { march } from './march.ts';

/** What a pixel is to an inpainting. */
export const PAINT = { nothing: 0, known: 1, wanted: 2, painted: 3 } as const;

/** Neighbours that a colour is taken from, in pixels, as OpenCV's users have it. */
const RADIUS = 4;

/**
 * Paints the wanted pixels of a picture (interleaved 8-bit sRGB, height x width, row by row), in place, from the known ones beside them: the fast marching inpainting of A. Telea (Journal of Graphics Tools 9, 2004) over 4 pixels, in the
 * order of their distance; each colour is the mean of its known neighbours, weighted by direction, distance and level. His gradient term, which OpenCV holds to a step of 8 bits as well, is left out: fed with its own results it swings. `states` has a byte of `PAINT` for each
 * pixel; those that were reached become `painted`. What is neither wanted nor known has no say.
 */
export function inpaint(rgb: Uint8Array, { width, height }: Grid, states: Uint8Array): void {
  const sums = new Float64Array(3);
  march({
    grid: { width, height },
    starts: borderOf(states, width),
    reach: Number.POSITIVE_INFINITY,
    visit(pixel, distances) {
      if (states[pixel] !== PAINT.wanted) return false;
      putColour(rgb, width, height, states, distances, pixel, sums);
      for (let c = 0; c < 3; c++) rgb[3 * pixel + c] = Math.max(0, Math.min(255, Math.round(sums[c])));
      states[pixel] = PAINT.painted;
      return true;
    },
  });
}

/** Known pixels beside wanted ones. */
function borderOf(states: Uint8Array, width: number): number[] {
  const border: number[] = [];
  for (let p = 0; p < states.length; p++) {
    if (states[p] !== PAINT.known) continue;
    const x = p % width;
    const isBeside =
      (x > 0 && states[p - 1] === PAINT.wanted) ||
      (x + 1 < width && states[p + 1] === PAINT.wanted) ||
      (p >= width && states[p - width] === PAINT.wanted) ||
      (p + width < states.length && states[p + width] === PAINT.wanted);
    if (isBeside) border.push(p);
  }
  return border;
}

function hasColour(state: number): boolean {
  return state === PAINT.known || state === PAINT.painted;
}

function putColour(
  rgb: Uint8Array,
  width: number,
  height: number,
  states: Uint8Array,
  distances: Float32Array,
  pixel: number,
  out: Float64Array,
): void {
  const x = pixel % width;
  const y = Math.floor(pixel / width);
  const here = distances[pixel];
  const distanceAt = (q: number) => (Number.isFinite(distances[q]) ? distances[q] : 0);
  const normalX = x > 0 && x + 1 < width ? distanceAt(pixel + 1) - distanceAt(pixel - 1) : 0;
  const normalY = y > 0 && y + 1 < height ? distanceAt(pixel + width) - distanceAt(pixel - width) : 0;
  out.fill(0);
  let weights = 0;
  for (let v = Math.max(0, y - RADIUS); v <= Math.min(height - 1, y + RADIUS); v++) {
    for (let u = Math.max(0, x - RADIUS); u <= Math.min(width - 1, x + RADIUS); u++) {
      const q = v * width + u;
      if (q === pixel || !hasColour(states[q])) continue;
      const dx = x - u;
      const dy = y - v;
      const apart = dx * dx + dy * dy;
      if (apart > RADIUS * RADIUS) continue;
      const direction = Math.abs(dx * normalX + dy * normalY) / Math.sqrt(apart);
      const level = 1 / (1 + Math.abs(distanceAt(q) - here));
      const weight = (Math.max(direction, 1e-6) * level) / apart;
      for (let c = 0; c < 3; c++) out[c] += weight * rgb[3 * q + c];
      weights += weight;
    }
  }
  for (let c = 0; c < 3; c++) out[c] /= weights;
}
