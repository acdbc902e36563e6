import { expect, test } from 'vitest';
import { canSearch, foundPhotos } from './search.ts';

const photos = Array.from({ length: 13 }, (_, index) => ({ name: `IMG_${index}.jpg` }));

test('photos are found by a part of their name, whatever its case', () => {
  expect(foundPhotos(photos, ' img_1 ').map(({ name }) => name)).toEqual([
    'IMG_1.jpg',
    'IMG_10.jpg',
    'IMG_11.jpg',
    'IMG_12.jpg',
  ]);
  expect(foundPhotos(photos, '')).toHaveLength(13);
  expect(foundPhotos(photos, 'png')).toEqual([]);
});

test('few photos are not searched: a text that was typed before hides none of them', () => {
  const few = photos.slice(1);
  expect([canSearch(photos), canSearch(few)]).toEqual([true, false]);
  expect(foundPhotos(few, 'png')).toBe(few);
});
