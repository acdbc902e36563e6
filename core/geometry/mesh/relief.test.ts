import { expect, test } from 'vitest';
import { findLeaks } from './open-edges.ts';
import { reliefSolid } from './relief.ts';

test.each([
  0, 30, 120,
])('a solid bent by %i degrees is closed and keeps its four corners, however few triangles it gets', (curve) => {
  for (const [width, height] of [
    [30, 20],
    [60, 40],
    [24, 90],
  ])
    for (const triangles of [14, 30, 60, 100, 199, 400])
      for (const high of [2, 199]) {
        const heights = Float32Array.from({ length: width * height }, (_, p) => {
          const [x, y] = [p % width, Math.floor(p / width)];
          return 0.5 + 0.5 * Math.sin(0.7 * x) * Math.cos(0.9 * y + 0.1 * x);
        });
        const shape = { width: 100, height: high, base: 50, rings: [], triangles, pixelAspect: 1, curve };
        const { indices, positions } = reliefSolid(heights, { width, height }, shape);
        const vertices = positions.length / 3;
        expect(findLeaks(indices, vertices)).toEqual({ openEdges: 0, crowdedEdges: 0 });
        const onGround = Array.from({ length: vertices }, (_, k) =>
          positions.subarray(3 * k, 3 * k + 3),
        ).filter(([, , z]) => z === 0);
        const across = onGround.map(([x]) => x);
        const [left, right] = [Math.min(...across), Math.max(...across)];
        const down = (100 / (Math.max(width, height) - 1)) * (height - 1);
        for (const side of [left, right])
          for (const end of [0, down])
            expect(onGround.some(([x, y]) => Math.abs(x - side) < 1e-3 && Math.abs(y - end) < 1e-3)).toBe(
              true,
            );
      }
});
