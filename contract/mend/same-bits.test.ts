import { expect, test } from 'vitest';
import type { MendStroke, Operation, Region } from './recipe.ts';
import { mendedMapOf, replay } from './replay.ts';

/*
 * A recipe that was kept gives the map that it gave when it was kept. The sums are of what the plain implementations gave that came before the fast ones (a
 * polygon tested edge by edge, means of one plane after the other, Gauss-Seidel from pixel to pixel).
 */

const size = { width: 211, height: 157 };
const photo = { width: 633, height: 471 };

/** The same on every machine, without a function that is rounded differently. */
function noise(count: number): Float32Array {
  let state = 12345;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  });
}

const depth = noise(size.width * size.height).map((share, p) => {
  const [x, y] = [p % size.width, Math.floor(p / size.width)];
  const isHole = (x - 60) ** 2 + (y - 70) ** 2 < 150 || (x > 150 && y < 20) || share > 0.995;
  return isHole ? Number.NaN : 1 / (0.1 + 0.002 * x + 0.001 * y + 0.02 * share + (x > 100 ? 0.2 : 0));
});
const light = noise(depth.length).map((share, p) => (p % size.width > 97 ? 0.7 : 0.2) + 0.05 * share);

const REGIONS: Region[] = [
  {
    shape: 'lasso',
    softness: 0,
    // Crosses itself, goes beyond the photo, and has an edge along a row.
    points: [
      [-40, 30],
      [400, 30],
      [120, 460],
      [300, -20],
      [500, 300],
      [20.5, 350],
    ],
  },
  {
    shape: 'lasso',
    softness: 31,
    points: [
      [90, 90],
      [520, 120],
      [560, 420],
      [300, 250],
      [110, 440],
    ],
  },
  {
    shape: 'brush',
    radius: 47,
    softness: 0.6,
    points: [
      [-10, 100],
      [200, 220],
      [200, 220],
      [640, 60],
    ],
  },
  {
    shape: 'brush',
    radius: 80,
    softness: 1,
    points: [
      [100, 300, 0.2],
      [350, 200, 1],
      [500, 330, 0],
    ],
  },
  { shape: 'everything' },
];
const OPERATIONS: Operation[] = [
  { do: 'mask-out' },
  { do: 'fill', by: 'smooth', only: 'all' },
  { do: 'fill', by: 'smooth', only: 'holes' },
  { do: 'fill', by: 'nearest', only: 'all' },
  { do: 'fill', by: 'plane', only: 'all' },
  { do: 'push', farther: 0.25 },
  { do: 'level' },
  { do: 'snap', radius: 13, contrast: 0.02 },
];

/** Of each operation above, in each region. */
const SUMS = [
  ['7a9ff5e6', '476045f2', '3f371062', '83f67c76', 'd09a19e'],
  ['5f9a15c8', '9911d990', 'bd82019f', '1bcfae5d', 'a74c4aa0'],
  ['93c15fa8', '194fae4f', '2af809aa', '4bf76621', '30dd4340'],
  ['cff88e15', '40d7dae0', 'a58e0a7e', '526d6041', 'a74c4aa0'],
  ['28eac83c', '7017cf3c', '86d6f573', 'a9d91f90', 'a74c4aa0'],
  ['aebefbec', '9b28db0f', '5af303ee', 'f476921e', '69375b1d'],
  ['d2d05151', 'e1fd6a18', '9981244f', 'ea4407a8', 'a557efd9'],
  ['cf2f306', '85d61cff', '23db4204', '756d37a4', 'e3f1d2c8'],
];

/** FNV-1a over the bits of the values; every NaN counts the same. */
function sumOf(values: Float32Array): string {
  const bits = new Uint32Array(values.slice().buffer);
  let sum = 0x811c9dc5;
  for (let p = 0; p < bits.length; p++)
    sum = Math.imul(sum ^ (Number.isNaN(values[p]) ? 1 : bits[p]), 0x01000193) >>> 0;
  return sum.toString(16);
}

function mended(strokes: MendStroke[]): string {
  const map = mendedMapOf(depth, size, 'metric');
  replay(map, { version: 1, strokes }, { photo, guide: () => light });
  return sumOf(map.values);
}

test.each(
  OPERATIONS.map((operation, k) => [JSON.stringify(operation), operation, SUMS[k]] as const),
)('bit for bit as it was: %s', (_, operation, sums) => {
  expect(REGIONS.map((region) => mended([{ region, operation }]))).toEqual(sums);
});

test('one stroke after the other, bit for bit as it was', () => {
  const strokes = OPERATIONS.map((operation, k) => ({ region: REGIONS[k % 4], operation }));
  expect(mended(strokes)).toBe('d5413c89');
});
