import { expect, test } from 'vitest';
import { boundaryScore } from './boundaries.ts';

const grid = { width: 6, height: 4 };
const step = (at: number, far: number) => Float32Array.from({ length: 24 }, (_, p) => (p % 6 < at ? 1 : far));

/** The definition once more, as the paper writes it: one threshold and one direction after the other. */
function byDefinition(map: Float32Array, reference: Float32Array, { width, height }: typeof grid): number {
  const thresholds = Array.from({ length: 10 }, (_, k) => 1.05 + (0.2 * k) / 9);
  const sum = thresholds.reduce((a, b) => a + b);
  const pairs = (dx: number, dy: number) => {
    const found: [number, number][] = [];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [u, v] = [x + dx, y + dy];
        if (u >= 0 && v >= 0 && u < width && v < height) found.push([y * width + x, v * width + u]);
      }
    return found;
  };
  const directions = [pairs(1, 0), pairs(-1, 0), pairs(0, 1), pairs(0, -1)];
  let score = 0;
  for (const t of thresholds) {
    let precision = 0;
    let recall = 0;
    for (const direction of directions) {
      const inMap = direction.map(([p, q]) => 1 / map[p] / (1 / map[q]) > t);
      const inReference = direction.map(([p, q]) => 1 / reference[p] / (1 / reference[q]) > t);
      const both = inMap.filter((is, i) => is && inReference[i]).length;
      precision += both / Math.max(1, inMap.filter(Boolean).length) / 4;
      recall += both / Math.max(1, inReference.filter(Boolean).length) / 4;
    }
    if (precision + recall > 0) score += ((t / sum) * 2 * precision * recall) / (precision + recall);
  }
  return score;
}

test('the one-pass count is the definition, term by term', () => {
  const wave = (phase: number) =>
    Float32Array.from({ length: 24 }, (_, p) => 2 + Math.sin(p * 1.7 + phase) + 0.3 * Math.cos(p * phase));
  for (const phase of [0, 0.2, 0.9, 2.5]) {
    const { f1 } = boundaryScore(wave(phase), wave(0.1), grid);
    expect(f1).toBeCloseTo(byDefinition(wave(phase), wave(0.1), grid), 12);
  }
});

test('a step at the right place scores in its direction, one pixel off scores nothing', () => {
  // One direction of four holds the step; the other three are empty and count as 0.
  expect(boundaryScore(step(3, 2), step(3, 2), grid)).toEqual({
    f1: expect.closeTo(0.25, 12),
    precision: expect.closeTo(0.25, 12),
    recall: expect.closeTo(0.25, 12),
  });
  expect(boundaryScore(step(2, 2), step(3, 2), grid)).toEqual({ f1: 0, precision: 0, recall: 0 });
});

test('a faint step has the low thresholds only, and a common scale changes nothing', () => {
  const faint = boundaryScore(step(3, 1.1), step(3, 2), grid);
  const thresholds = Array.from({ length: 10 }, (_, k) => 1.05 + (0.2 * k) / 9);
  const weight =
    thresholds.filter((t) => t < 1.1).reduce((a, b) => a + b) / thresholds.reduce((a, b) => a + b);
  expect(faint.f1).toBeCloseTo(weight / 4, 6);
  expect(
    boundaryScore(
      step(3, 1.1).map((z) => z * 8),
      step(3, 2),
      grid,
    ),
  ).toEqual(faint);
});

test('holes are no steps', () => {
  const holes = step(3, 2);
  for (let p = 2; p < 24; p += 6) holes[p] = Number.NaN;
  expect(boundaryScore(step(3, 2), holes, grid).f1).toBe(0);
});
