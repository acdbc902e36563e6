import { expect, test } from 'vitest';
import { photoLabel, resultCounts } from './photo-text.ts';

test('finished runs are results', () => {
  const counts = resultCounts([
    { photoId: 'a', state: 'done' },
    { photoId: 'b', state: 'running' },
    { photoId: 'a', state: 'done' },
    { photoId: 'a', state: 'failed' },
  ]);
  expect([counts.get('a'), counts.get('b')]).toEqual([2, undefined]);
});

test('a photo is named with its size and results', () => {
  const photo = { name: 'a.jpg', width: 40, height: 30 };
  expect(photoLabel(photo, 1)).toBe('a.jpg, 40 by 30, 1 result');
  expect(photoLabel(photo, 0)).toBe('a.jpg, 40 by 30, 0 results');
});
