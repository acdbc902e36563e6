import { describe, expect, test } from 'vitest';
import { connectionThreshold } from '../../../contract/maths/edge-cut.ts';
import { meshFaults, textureSlideOf } from '../../../test/fixtures/mesh-faults.ts';
import { plane, room, sceneCamera, sceneDepth } from '../../../test/fixtures/scenes.ts';
import { classifyQuads, type Surface } from '../quads.ts';
import { gridMesh } from './grid-mesh.ts';
import { meshInMemory } from './indexed-mesh.ts';
import { openEdges } from './open-edges.ts';
import { thinnerOf } from './simplify.ts';

const NO_FAULTS = { away: 0, doubled: 0, crowded: 0 };

/** Mulberry32 (T. Ettinger, public domain): the same numbers for a seed everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A map of planes, waves, steps, noise and holes, with a camera of any length and a cut of any strength. */
function randomSurface(seed: number): Surface {
  const random = randomFrom(seed);
  const width = 3 + Math.floor(40 * random());
  const height = 3 + Math.floor(40 * random());
  const focal = (0.4 + 2 * random()) * Math.max(width, height);
  const camera = { fx: focal, fy: focal * (0.7 + 0.6 * random()), cx: width / 2, cy: height / 2 };
  const tilt = [random() - 0.5, 1.6 * (random() - 0.5)];
  const waves = random() < 0.5 ? 0.3 * random() ** 2 : 0;
  const noise = random() < 0.5 ? 0.1 * random() ** 3 : 0;
  const holes = random() < 0.3 ? 0.2 * random() : 0;
  const steps = Array.from({ length: Math.floor(4 * random()) }, () => [
    random(),
    random(),
    random(),
    random(),
  ]);
  const depth = new Float32Array(width * height);
  for (let p = 0; p < depth.length; p++) {
    const x = (p % width) / width;
    const y = Math.floor(p / width) / height;
    let z = 2 / (1 + tilt[0] * (x - 0.5) + tilt[1] * (y - 0.5));
    for (const [i, j, radius, factor] of steps) if (Math.hypot(x - i, y - j) < radius / 2) z *= 0.5 + factor;
    z *= 1 + waves * Math.sin(20 * x + 3 * seed) * Math.cos(17 * y) + noise * (random() - 0.5);
    depth[p] = random() < holes ? Number.NaN : z;
  }
  const threshold = connectionThreshold([0, 0.02, 0.05, 0.3][seed % 4]);
  return { width, height, depth, camera, quads: classifyQuads(depth, { width, height }, threshold) };
}

describe('whatever a map is like', () => {
  test('every triangle faces the camera, no edge has three, none is doubled, and the budget is kept', {
    timeout: 300_000,
  }, () => {
    for (let seed = 0; seed < 2000; seed++) {
      const surface = randomSurface(seed);
      const full = meshInMemory(gridMesh(surface, false));
      const most = full.indices.length / 3;
      if (most === 0) continue;
      const fullBorder = openEdges(full.indices, full.positions.length / 3).length / 2;
      expect(meshFaults(full), `full grid ${seed}`).toEqual(NO_FAULTS);
      const slide = seed % 3 === 0 ? null : { most: 3, across: 1 + (seed % 5), down: 1 + (seed % 5) };
      const perBorderEdge = seed % 7 === 0 ? 2 : 0;
      const thin = thinnerOf(surface, slide);
      for (const share of [seed % 2 === 0 ? 0.6 : 0.1]) {
        const budget = { triangles: Math.max(100, Math.ceil(share * most)), perBorderEdge };
        const { mesh, slide: stated } = thin(budget);
        const name = `map ${seed}, ${budget.triangles} of ${most} triangles`;
        expect(meshFaults(mesh), name).toEqual(NO_FAULTS);
        const border = openEdges(mesh.indices, mesh.positions.length / 3).length / 2;
        const size = mesh.indices.length / 3 + perBorderEdge * border;
        // Every hole and every piece takes a few, however small the budget.
        if (perBorderEdge === 0 && fullBorder <= 3 * (surface.width + surface.height))
          expect(size, name).toBeLessThanOrEqual(budget.triangles);
        if (slide)
          expect(
            textureSlideOf(mesh, surface.camera.fx * slide.across, surface.camera.fy * slide.down),
            name,
          ).toBeLessThanOrEqual(stated * 1.001 + 1e-3);
      }
    }
  });
});

test.each([
  ['plane', plane],
  ['room', room],
] as const)('a texture on the %s slides no farther than the bound', (_, scene) => {
  const camera = sceneCamera(240, 160);
  const { values: depth } = sceneDepth(scene, camera);
  const surface = { width: 240, height: 160, depth, camera, quads: classifyQuads(depth, camera, 0.1) };
  for (const most of [1, 3, 10]) {
    const thin = thinnerOf(surface, { most, across: 4, down: 4 });
    for (const triangles of [3000, 10_000]) {
      const { mesh, slide } = thin({ triangles, perBorderEdge: 0 });
      expect(slide).toBeLessThanOrEqual(most);
      expect(textureSlideOf(mesh, 4 * camera.fx, 4 * camera.fy)).toBeLessThanOrEqual(most * 1.001);
    }
  }
  // Two triangles cannot hold it, and say so.
  expect(
    thinnerOf(surface, { most: 3, across: 4, down: 4 })({ triangles: 30, perBorderEdge: 0 }).slide,
  ).toBeGreaterThan(3);
});

test('a surface of one height everywhere keeps its outline with the triangles that it may have', () => {
  const depth = new Float32Array(200 * 150).fill(2);
  const camera = sceneCamera(200, 150);
  const surface = { width: 200, height: 150, depth, camera, quads: classifyQuads(depth, camera, 0.1) };
  const { mesh } = thinnerOf(surface, null)({ triangles: 1000, perBorderEdge: 2 });
  expect(mesh.indices.length / 3).toBeLessThanOrEqual(1000);
  expect(new Set(mesh.positions.filter((_, k) => k % 3 === 2))).toEqual(new Set([2]));
});
