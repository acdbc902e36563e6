import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consensusOf } from './consensus.ts';

const hole = Number.NaN;

test('median, spread and the map that stands out', () => {
  const { median, spread, farthest } = consensusOf([
    new Float32Array([1, 1, 5, hole, hole]),
    new Float32Array([2, 1, 5, 3, hole]),
    new Float32Array([9, 1, 4, 5, 7]),
  ]);
  expect([...median]).toEqual([2, 1, 5, 4, hole]);
  expect([...spread]).toEqual([1, 0, 0, 1, hole]);
  // Three valid maps with a difference at the first and the third pixel only: the third map is out at both.
  expect(farthest).toEqual([0, 0, 1]);
});

test('the order of the maps changes nothing, and the median lies between them', () => {
  const maps = fc.integer({ min: 2, max: 8 }).chain((count) =>
    fc.array(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(hole)), { minLength: 6, maxLength: 6 }),
      {
        minLength: count,
        maxLength: count,
      },
    ),
  );
  fc.assert(
    fc.property(maps, (given) => {
      const planes = given.map((values) => new Float32Array(values));
      const { median, spread } = consensusOf(planes);
      expect(consensusOf([...planes].reverse())).toMatchObject({ median, spread });
      median.forEach((value, p) => {
        const here = planes.map((plane) => plane[p]).filter(Number.isFinite);
        if (here.length < 2) expect(value).toBeNaN();
        else {
          expect(here.filter((other) => other <= value).length).toBeGreaterThanOrEqual(here.length / 2);
          expect(here.filter((other) => other >= value).length).toBeGreaterThanOrEqual(here.length / 2);
        }
      });
    }),
  );
});
