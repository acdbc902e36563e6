import { describe, expect, test } from 'vitest';
import { AXES } from '../../contract/exports/geometry.ts';
import { cameraOfWindow } from '../../contract/maths/pinhole.ts';
import { rotateAll, rotationTo } from './axes.ts';
import { unproject } from './unproject.ts';

describe('unproject', () => {
  test('follows the pinhole from pixel centres', () => {
    const points = unproject(new Float32Array([2, 4, Number.NaN, 8]), 2, 2, {
      fx: 4,
      fy: 2,
      cx: 1.5,
      cy: 0.5,
    });
    expect([...points]).toEqual([-0.5, 0, 2, 0, 0, 4, Number.NaN, Number.NaN, Number.NaN, 0, 4, 8]);
  });

  test('a reduced map sees the same rays', () => {
    const camera = { fx: 100, fy: 120, cx: 41, cy: 29 };
    const reduced = cameraOfWindow(camera, { left: 10, top: -4, width: 60, height: 68 }, 15, 17);
    // The second pixel of the reduced map covers photo pixels 14..18 of its first row, -4..0.
    const [x, y] = unproject(new Float32Array([1, 1]), 2, 1, reduced).subarray(3);
    expect([x, y]).toEqual([Math.fround((16 - 41) / 100), Math.fround((-2 - 29) / 120)]);
  });
});

describe('rotationTo', () => {
  test.each([
    ['opencv', [1, 2, 3]],
    ['y-up', [1, -2, -3]],
    ['z-up', [1, 3, -2]],
  ] as const)('turns camera axes into %s', (axes, expected) => {
    const vectors = new Float32Array([1, 2, 3]);
    rotateAll(vectors, 1, rotationTo(axes));
    expect([...vectors]).toEqual(expected);
  });

  test.each(AXES)('%s stays right-handed', (axes) => {
    const [a, b, c, d, e, f, g, h, i] = rotationTo(axes);
    expect(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)).toBe(1);
  });
});
