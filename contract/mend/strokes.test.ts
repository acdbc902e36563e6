import { expect, test } from 'vitest';
import type { DepthKind } from '../depth-map.ts';
import { applyStroke, takeBackPatch } from './apply-stroke.ts';
import { type Operation, type Recipe, recipeSchema } from './recipe.ts';
import { mendedMapOf, replay } from './replay.ts';

const size = { width: 48, height: 32 };
const photo = { width: 96, height: 64 };
const lasso = {
  shape: 'lasso',
  points: [
    [20, 20],
    [60, 20],
    [60, 50],
    [20, 50],
  ] as [number, number][],
  softness: 0,
} as const;
const scene = { photo, guide: () => new Float32Array(size.width * size.height).fill(0.5) };
/** A plane of the scene: 1 / Z is linear in the pixels. */
const plane = (p: number) => 1 / (0.1 + 0.004 * (p % size.width) + 0.003 * Math.floor(p / size.width));
const mapOf = (kind: DepthKind, value = plane) =>
  mendedMapOf(
    Float32Array.from({ length: size.width * size.height }, (_, p) => value(p)),
    size,
    kind,
  );
const inside = 17 * size.width + 20;
const outside = 2 * size.width + 2;

test('what is masked out has no depth, restored it is bit for bit as it was', () => {
  const map = mapOf('metric');
  applyStroke(map, { region: lasso, operation: { do: 'mask-out' } }, scene);
  expect([map.values[inside], map.values[outside]]).toEqual([Number.NaN, map.original[outside]]);
  expect(map.values.filter(Number.isNaN)).toHaveLength(20 * 15);
  applyStroke(map, { region: lasso, operation: { do: 'restore' } }, scene);
  expect(map.values).toEqual(map.original);
});

test.each([
  'smooth',
  'plane',
] as const)('a hole in a plane of the scene is filled with that plane: %s', (by) => {
  const map = mapOf('metric');
  applyStroke(map, { region: lasso, operation: { do: 'mask-out' } }, scene);
  applyStroke(map, { region: { shape: 'everything' }, operation: { do: 'fill', by, only: 'holes' } }, scene);
  for (let p = 0; p < map.values.length; p++) expect(map.values[p] / map.original[p]).toBeCloseTo(1, 3);
});

test('whatever stands in a region is replaced by what lies around it', () => {
  const map = mapOf('affine-disparity', (p) => (p === inside ? 9 : 2));
  applyStroke(map, { region: lasso, operation: { do: 'fill', by: 'nearest', only: 'all' } }, scene);
  expect(map.values.every((value) => value === 2)).toBe(true);
});

test.each([
  ['metric', 0.5, 1.5],
  ['affine-depth', 0.25, 1.25],
  ['affine-disparity', 0.25, 0.75],
] as const)('farther is farther in a %s map', (kind, farther, expected) => {
  const map = mapOf(kind, (p) => (p === 0 ? 0.5 : p === 1 ? 1.5 : 1));
  applyStroke(map, { region: lasso, operation: { do: 'push', farther } }, scene);
  expect(map.values[inside]).toBeCloseTo(expected, 6);
});

test('nothing is pushed behind the camera, and no hole is pushed into being', () => {
  const map = mapOf('metric', (p) => (p === inside ? Number.NaN : 1));
  applyStroke(map, { region: lasso, operation: { do: 'push', farther: -5 } }, scene);
  expect(map.values[inside]).toBeNaN();
  expect(map.values[inside + 1]).toBeCloseTo(1e-3, 9);
});

test('a bumpy region is laid onto its plane', () => {
  const map = mapOf('metric', (p) => plane(p) * (1 + 0.01 * ((p % 2) - 0.5)));
  applyStroke(map, { region: lasso, operation: { do: 'level' } }, scene);
  for (let p = inside; p < inside + 5; p++) expect(map.values[p] / plane(p)).toBeCloseTo(1, 3);
  expect(map.values[outside]).toBe(map.original[outside]);
});

const OPERATIONS: Operation[] = [
  { do: 'mask-out' },
  { do: 'fill', by: 'smooth', only: 'all' },
  { do: 'push', farther: 0.2 },
  { do: 'level' },
  { do: 'snap', radius: 6, contrast: 0.02 },
  { do: 'restore' },
];

test('every stroke is taken back to the bit, and done again to the bit', () => {
  const map = mapOf('metric');
  const states = [map.values.slice()];
  const brush = {
    shape: 'brush',
    points: [
      [10, 10],
      [70, 50],
    ] as [number, number][],
    radius: 9,
    softness: 0.7,
  } as const;
  const strokes = OPERATIONS.map((operation, k) => ({ region: k % 2 ? brush : lasso, operation }));
  const patches = strokes.map((stroke) => {
    const patch = applyStroke(map, { ...stroke, region: { ...stroke.region } }, scene);
    states.push(map.values.slice());
    return patch;
  });
  for (let k = patches.length - 1; k >= 0; k--) {
    takeBackPatch(map, patches[k]);
    expect(map.values).toEqual(states[k]);
  }
  replay(map, { version: 1, strokes: strokes as Recipe['strokes'] }, scene);
  expect(map.values).toEqual(states.at(-1));
});

test('a recipe is checked, and what it leaves out is filled in', () => {
  const parsed = recipeSchema.parse({
    strokes: [
      { region: { shape: 'brush', points: [[1, 2]], radius: 3 }, operation: { do: 'fill', by: 'plane' } },
    ],
  });
  expect(parsed).toMatchObject({
    version: 1,
    strokes: [{ region: { softness: 0 }, operation: { only: 'all' } }],
  });
  for (const wrong of [
    {},
    { strokes: [] },
    { strokes: [{ region: { shape: 'brush', points: [], radius: 3 }, operation: { do: 'level' } }] },
    { strokes: [{ region: { shape: 'everything' }, operation: { do: 'paint' } }] },
    { version: 2, strokes: [{ region: { shape: 'everything' }, operation: { do: 'level' } }] },
  ])
    expect(recipeSchema.safeParse(wrong).success).toBe(false);
});
