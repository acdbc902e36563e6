import { expect, test } from 'vitest';
import { DISPARITY_FLOOR } from '../../../../contract/alignment.ts';
import { MAPPING_GLSL } from '../../../../contract/maths/glsl.ts';
import { FLAT_FRAGMENT } from './flat.ts';
import { POINTS_VERTEX, SURFACE_VERTEX } from './geometry.ts';

test('the floor of disparity is that of the core, as a number with a point or an exponent', () => {
  const [, literal] = MAPPING_GLSL.match(/const float DISPARITY_FLOOR = ([^;]+);/) ?? [];
  expect(Number(literal)).toBe(DISPARITY_FLOOR);
  expect(literal).toMatch(/[.e]/);
});

test('every shader that reads depth has the mapping once', () => {
  for (const shader of [FLAT_FRAGMENT, POINTS_VERTEX, SURFACE_VERTEX])
    expect(shader.split(MAPPING_GLSL)).toHaveLength(2);
});
