import { beforeEach, expect, test } from 'vitest';
import { resetAllStores } from './create-store.ts';
import {
  addKnownLength,
  boxBetween,
  chooseTool,
  cornersOf,
  draw,
  removeKnownLength,
  strokeNow,
  useKnownLengths,
  useMeasure,
} from './measure.ts';

beforeEach(resetAllStores);

const stroke = { from: { x: 8, y: 2 }, to: { x: 3, y: 6 } };

test('each tool keeps what was drawn with it; without a tool nothing is drawn', () => {
  draw(stroke);
  expect(strokeNow(useMeasure.getState())).toBeNull();
  chooseTool('line');
  draw(stroke);
  chooseTool('box');
  expect(strokeNow(useMeasure.getState())).toBeNull();
  chooseTool('line');
  expect(strokeNow(useMeasure.getState())).toEqual(stroke);
  draw(null);
  expect(strokeNow(useMeasure.getState())).toBeNull();
});

test('a box lies between its corners, whichever was first', () => {
  const box = { left: 3, top: 2, width: 5, height: 4 };
  expect(boxBetween(stroke)).toEqual(box);
  expect(boxBetween({ from: stroke.to, to: stroke.from })).toEqual(box);
});

test('a line is drawn between its ends, a box around its corners and back', () => {
  expect(cornersOf(stroke, 'distance')).toEqual([stroke.from, stroke.to]);
  expect(cornersOf(stroke, 'box')).toEqual([
    { x: 8, y: 2 },
    { x: 3, y: 2 },
    { x: 3, y: 6 },
    { x: 8, y: 6 },
    { x: 8, y: 2 },
  ]);
});

test('known lengths belong to their photo and are taken away one by one', () => {
  addKnownLength('a', { what: 'depth', at: { x: 1, y: 1 }, metres: 2 });
  addKnownLength('a', { what: 'depth', at: { x: 5, y: 5 }, metres: 4 });
  addKnownLength('b', { what: 'depth', at: { x: 1, y: 1 }, metres: 9 });
  removeKnownLength('a', 0);
  removeKnownLength('c', 0);
  const metres = (id: string) => useKnownLengths.getState().lengths[id]?.map((length) => length.metres);
  expect([metres('a'), metres('b'), metres('c')]).toEqual([[4], [9], []]);
});
