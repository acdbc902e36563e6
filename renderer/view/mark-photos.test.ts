import { expect, test } from 'vitest';
import { markedAfter } from './mark-photos.ts';

const ids = ['a', 'b', 'c', 'd'];

test('a click marks one, with control it toggles, with shift it takes all between', () => {
  expect(markedAfter(ids, ['a', 'b'], 'a', 'c', 'only')).toEqual(['c']);
  expect(markedAfter(ids, ['a', 'b'], 'a', 'b', 'toggle')).toEqual(['a']);
  expect(markedAfter(ids, ['a'], 'a', 'd', 'toggle')).toEqual(['a', 'd']);
  expect(markedAfter(ids, [], 'd', 'b', 'range')).toEqual(['b', 'c', 'd']);
  expect(markedAfter(ids, [], null, 'b', 'range')).toEqual(['b']);
});
