import { describe, expect, test } from 'vitest';
import { cutSides } from '../../../contract/geometry/cut-sides.ts';
import { holesIn, rasterise, seenFromAside } from '../../../test/fixtures/rasterise.ts';
import { BALL, ball, sceneCamera, sceneDepth } from '../../../test/fixtures/scenes.ts';
import { gridMesh } from '../mesh/grid-mesh.ts';
import { meshInMemory } from '../mesh/indexed-mesh.ts';
import { joinStreams } from '../mesh/mesh-stream.ts';
import { classifyQuads } from '../quads.ts';
import { type HiddenLayer, hiddenLayer, LAYER } from './hidden-layer.ts';

const camera = sceneCamera(240, 160);

/** A ball before a wall that is tilted: the wall's depth is 1 / (0.25 + 0.05 x). */
const wallAt = (p: number) => {
  const x = ((p % 240) + 0.5 - camera.cx) / camera.fx;
  return 1 / (0.25 + 0.05 * x);
};
const depth = Float32Array.from(sceneDepth(ball, camera).values, (z, p) => (z > 0 ? z : wallAt(p)));
const rule = { edgeCut: 0.05, edgeAngle: 8 };
const { sides } = cutSides(depth, camera, camera, rule);

const meshOf = (map: Float32Array, cut: Uint8Array | null) =>
  gridMesh(
    { ...camera, depth: map, camera, quads: classifyQuads(map, camera, Number.POSITIVE_INFINITY, cut) },
    false,
  );

function holesFromAside(layer: HiddenLayer | null, degrees: number) {
  const parts = [meshOf(depth, sides), ...(layer ? [meshOf(layer.depth, null)] : [])];
  const mesh = meshInMemory(joinStreams(parts));
  return holesIn(rasterise(seenFromAside(mesh, degrees, BALL.centre[2]), camera), camera.width);
}

describe('what is continued behind the foreground', () => {
  test('is the plane that is seen beside it, and lies behind it', () => {
    const layer = hiddenLayer(depth, camera, sides, 200);
    let farthest = 0;
    let filled = 0;
    for (let p = 0; p < depth.length; p++) {
      if (layer.kinds[p] !== LAYER.filled) continue;
      filled++;
      expect(layer.depth[p]).toBeGreaterThan(depth[p]);
      farthest = Math.max(farthest, Math.abs(layer.depth[p] / wallAt(p) - 1));
    }
    expect(filled).toBe(layer.filledPixels);
    // All of the ball, which covers 6,000 pixels of the picture and more.
    const covered = depth.reduce((sum, z, p) => sum + (z < 0.9 * wallAt(p) ? 1 : 0), 0);
    expect(filled / covered).toBeGreaterThan(0.98);
    expect(farthest).toBeLessThan(0.02);
  });

  test.each([-15, 15])('leaves no hole larger than 2 pixels, seen from %i degrees aside', (degrees) => {
    const open = holesFromAside(null, degrees);
    // The test sees holes where there are some.
    expect(open.largest).toBeGreaterThan(15);
    expect(holesFromAside(hiddenLayer(depth, camera, sides, 60), degrees).largest).toBeLessThanOrEqual(2);
  });

  test('from where the photo was taken it closes the cuts as well', () => {
    expect(holesFromAside(null, 0).pixels).toBeGreaterThan(100);
    expect(holesFromAside(hiddenLayer(depth, camera, sides, 4), 0).largest).toBeLessThanOrEqual(2);
  });

  test('goes no farther than it was told', () => {
    const layer = hiddenLayer(depth, camera, sides, 10);
    for (let p = 0; p < depth.length; p++) {
      if (layer.kinds[p] !== LAYER.filled) continue;
      const [x, y] = [p % 240, Math.floor(p / 240)];
      let isNear = false;
      for (let v = Math.max(0, y - 12); v <= Math.min(159, y + 12) && !isNear; v++)
        for (let u = Math.max(0, x - 12); u <= Math.min(239, x + 12) && !isNear; u++)
          isNear = depth[v * 240 + u] === Math.fround(wallAt(v * 240 + u));
      expect(isNear).toBe(true);
    }
  });

  test('is nothing where nothing is cut', () => {
    const flat = new Float32Array(240 * 160).fill(2);
    const { sides: none } = cutSides(flat, camera, camera, rule);
    expect(hiddenLayer(flat, camera, none, 50)).toMatchObject({ filledPixels: 0 });
  });
});
