import { expect, test } from 'vitest';
import { classifyQuads } from '../quads.ts';
import { openEdges } from './open-edges.ts';
import { isBorderSide, LIES, vertexAfter } from './shrinking-mesh.ts';
import { startShrinking } from './start-shrinking.ts';
import { wholeGrid } from './whole-grid.ts';

test('every vertex at the border is found, wherever pieces meet', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const grid = { width: 24, height: 18 };
    let state = seed;
    const depth = Float32Array.from({ length: grid.width * grid.height }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 16) % 4 === 0 ? Number.NaN : 1;
    });
    const quads = classifyQuads(depth, grid, 1);
    const { pixels, indices } = wholeGrid({ ...grid, quads }, depth);
    const mesh = startShrinking({ pixels, indices }, grid.width, new Float64Array(3 * pixels.length));
    expect(mesh.borderEdges).toBe(openEdges(indices, pixels.length).length / 2);
    for (let corner = 0; corner < indices.length; corner++) {
      const to = vertexAfter(indices, corner);
      if (isBorderSide(mesh, indices[corner], to)) expect(mesh.lies[to]).not.toBe(LIES.inside);
    }
  }
});
