import { expect, test } from 'vitest';
import { edgeAgreement, nearPhotoEdges } from './edges-of-photo.ts';

const grid = { width: 40, height: 30 };
const picture = (value: (x: number, y: number) => number) =>
  Uint8Array.from({ length: 3 * 1200 }, (_, k) => value(Math.floor(k / 3) % 40, Math.floor(k / 120)));
const plane = (value: (x: number, y: number) => number) =>
  Float32Array.from({ length: 1200 }, (_, p) => value(p % 40, Math.floor(p / 40)));
const near = nearPhotoEdges(
  picture((x) => (x < 20 ? 40 : 200)),
  grid,
);

test('the surroundings of an edge of the photo are two pixels wide on both sides', () => {
  // Sobel sees the edge at columns 19 and 20; the border has no gradient but is reached from inside.
  expect([...near.subarray(40, 80)].map((is, x) => (is ? x : -1)).filter((x) => x >= 0)).toEqual([
    17, 18, 19, 20, 21, 22,
  ]);
});

test('a depth edge beside the edge of the photo agrees, one elsewhere does not', () => {
  const chance = expect.closeTo(6 / 40, 12);
  expect(
    edgeAgreement(
      plane((x) => (x < 21 ? 1 : 2)),
      near,
      grid,
    ),
  ).toEqual({ agreement: 1, chance });
  expect(
    edgeAgreement(
      plane((x) => (x < 8 ? 1 : 2)),
      near,
      grid,
    ),
  ).toEqual({ agreement: 0, chance });
  expect(
    edgeAgreement(
      plane(() => 3),
      near,
      grid,
    ),
  ).toBeNull();
});

test('scale and shift of the map change nothing', () => {
  const wavy = plane((x, y) => (x < 21 ? 1 : 2) + 0.2 * Math.sin(x * y));
  const agreement = edgeAgreement(wavy, near, grid);
  expect(agreement?.agreement).toBeGreaterThan(0.5);
  expect(
    edgeAgreement(
      wavy.map((value) => 4 - 2 * value),
      near,
      grid,
    ),
  ).toEqual(agreement);
});
