import { expect, test } from 'vitest';
import { classifyQuads } from '../quads.ts';
import { findLeaks, openEdges } from './open-edges.ts';
import { skirtOf } from './skirt.ts';
import { wholeGrid } from './whole-grid.ts';

test('no side of a wall is shared by more than two triangles, wherever pieces of the border meet', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const grid = { width: 24, height: 18 };
    let state = seed;
    const depth = Float32Array.from({ length: grid.width * grid.height }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >>> 16) % 4 === 0 ? Number.NaN : 1;
    });
    const { pixels, indices } = wholeGrid({ ...grid, quads: classifyQuads(depth, grid, 1) }, depth);
    const places = [...pixels].flatMap((p) => [(p % 24) / 24, Math.floor(p / 24) / 24, 1]);
    const positions = Float32Array.from(places);
    const walls = skirtOf({ positions, indices }, 0.1);
    const border = openEdges(indices, pixels.length).length / 2;
    expect(walls.indices).toHaveLength(6 * border);
    // Open are the front and the back of each wall alone.
    const vertices = walls.positions.length / 3;
    expect(findLeaks(walls.indices, vertices)).toEqual({ openEdges: 2 * border, crowdedEdges: 0 });
    const depthOf = (vertex: number) => walls.positions[3 * vertex + 2];
    const open = openEdges(walls.indices, vertices);
    for (let k = 0; k < open.length; k += 2) expect(depthOf(open[k])).toBe(depthOf(open[k + 1]));
  }
});
