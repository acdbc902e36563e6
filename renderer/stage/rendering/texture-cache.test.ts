import type { DataTexture, Texture } from 'three';
import { expect, test } from 'vitest';
import { colourMap } from '../../../contract/maths/colour-maps.ts';
import { halves } from '../../testing/scene.ts';
import { rankTableOf } from '../../view/maths/rank.ts';
import { createTextureCache } from './texture-cache.ts';

const pixels = (texture: Texture) => (texture as DataTexture).image.data as unknown as ArrayLike<number>;

test('a map has one texture, which is freed once a frame did without it', () => {
  const cache = createTextureCache();
  const map = halves(2, 4);
  const texture = cache.depth(map);
  expect(cache.depth(map)).toBe(texture);
  expect(pixels(texture)).toBe(map.values);
  const freed: string[] = [];
  texture.addEventListener('dispose', () => freed.push('map'));
  expect(cache.evictUnused()).toBe(8 * 6 * 4);
  expect(freed).toEqual([]);
  expect(cache.evictUnused()).toBe(0);
  expect(freed).toEqual(['map']);
  expect(cache.depth(map)).not.toBe(texture);
});

test('a colour table is an opaque line of 256 pixels, near last unless it is reversed', () => {
  const cache = createTextureCache();
  const table = colourMap('turbo');
  const last = [...table.subarray(3 * 255)];
  const straight = Array.from(pixels(cache.colours('turbo', false)));
  const reversed = Array.from(pixels(cache.colours('turbo', true)));
  expect([straight.length, straight.slice(4 * 255)]).toEqual([1024, [...last, 255]]);
  expect(reversed.slice(0, 4)).toEqual([...last, 255]);
  expect(cache.colours('turbo', true)).toBe(cache.colours('turbo', true));
  expect(Array.from(pixels(cache.differences())).slice(0, 4)).toEqual([5, 48, 97, 255]);
});

test('without a map, ranks or a picture there is a texture of one pixel, so that shaders can go on', () => {
  const cache = createTextureCache();
  expect(Array.from(pixels(cache.depth(null)))).toEqual([Number.NaN]);
  expect(Array.from(pixels(cache.ranks(null)))).toEqual([Number.NaN]);
  expect(Array.from(pixels(cache.picture(null)))).toEqual([28, 29, 31, 255]);
});

test('ranks are a line with one pixel for each level', () => {
  const table = rankTableOf(Float32Array.of(1, 2, 3, 4), false, 16);
  const texture = createTextureCache().ranks(table) as DataTexture;
  expect([texture.image.width, texture.image.height]).toEqual([16, 1]);
  expect(pixels(texture)).toBe(table.ranks);
});

test('a picture counts with its mip levels, a third more', () => {
  const cache = createTextureCache();
  cache.picture({ width: 30, height: 10, close: () => undefined });
  expect(cache.evictUnused()).toBe(1600);
  cache.dispose();
  expect(cache.evictUnused()).toBe(0);
});
