import { expect, test } from 'vitest';
import { photoLabel } from './photo-text.ts';

test('a photo is named with its size and results', () => {
  const photo = { name: 'a.jpg', width: 40, height: 30, isStarred: false };
  expect(photoLabel(photo, 1)).toBe('a.jpg, 40 by 30, 1 result');
  expect(photoLabel(photo, 0)).toBe('a.jpg, 40 by 30, 0 results');
  expect(photoLabel({ ...photo, isStarred: true }, 2)).toBe('a.jpg, 40 by 30, 2 results, starred');
});
