import { validateBytes } from 'gltf-validator';
import { type Mesh, type Object3D, Vector3 } from 'three';
import type { GLTF } from 'three/addons/loaders/GLTFLoader.js';
import { describe, expect, test } from 'vitest';
import type { MeshOptions } from '../../contract/exports/geometry.ts';
import { levelBudgets } from '../../contract/exports/geometry-levels.ts';
import { ball, room } from '../../test/fixtures/scenes.ts';
import { factsOf, inCamera, meshesIn, readGlb, triples, written } from '../../test/fixtures/written-mesh.ts';

/** What a reader that knows the extension finds: the node in the scene, then those that it names. */
async function levelsOf({ scene, parser }: GLTF): Promise<Object3D[]> {
  const { nodes, scenes } = parser.json as {
    nodes: { extensions?: { MSFT_lod?: { ids: number[] } } }[];
    scenes: { nodes: number[] }[];
  };
  const [first] = scenes[0].nodes;
  const ids = nodes[first].extensions?.MSFT_lod?.ids ?? [];
  return [
    scene,
    ...(await Promise.all(ids.map((id) => parser.getDependency('node', id) as Promise<Object3D>))),
  ];
}

function meshOf(level: Object3D): Mesh {
  const [first] = level.getObjectsByProperty('isMesh', true);
  const mesh = first as Mesh;
  mesh.updateWorldMatrix(true, false);
  return mesh;
}

const triangleCount = (mesh: Mesh) => (mesh.geometry.getIndex()?.count ?? 0) / 3;

describe('levels of detail', () => {
  test.each<[string, Partial<MeshOptions>]>([
    ['with a texture', {}],
    ['with colours', { texture: 'none' }],
    ['of the full grid', { triangles: 0, shading: 'flat' }],
    ['with a skirt and a back plane', { skirt: 0.05, backPlane: true }],
    ['compressed', { compression: 'meshopt' }],
  ])('%s lie on the same surface, and only the first is in the scene', async (_, given) => {
    const options = { triangles: 16_000, levels: 4, edgeCut: 0.1, ...given };
    const { file, geometry } = await written(factsOf(room), options);
    const { issues, info } = await validateBytes(file);
    expect(issues.messages.filter(({ severity }) => severity < 2)).toEqual([]);
    expect(info).toMatchObject({ extensionsUsed: expect.arrayContaining(['MSFT_lod']) });

    const read = await readGlb(file);
    const behind = meshesIn(read.scene, options.backPlane ? 2 : 1).slice(1);
    const triangles = behind.reduce((sum, mesh) => sum + triangleCount(mesh), 0);
    expect(triangles).toBe(options.backPlane ? 2 : 0);
    const levels = (await levelsOf(read)).map(meshOf);
    const facts = geometry.levels ?? [];
    expect(levels.map((level) => triangleCount(level) + triangles)).toEqual(
      facts.map((level) => level.triangles),
    );
    expect(facts).toHaveLength(4);
    const hasWalls = (options.skirt ?? 0) > 0;
    const most = options.triangles > 0 ? options.triangles : facts[0].triangles;
    for (const [k, budget] of levelBudgets(most, 4).entries()) {
      expect(facts[k].triangles).toBeLessThanOrEqual(budget + (hasWalls ? 6000 : 0));
      expect(facts[k].triangles).toBeGreaterThan(0.7 * budget);
    }
    if (hasWalls) return;
    for (const [k, mesh] of levels.entries()) {
      const distances = triples(mesh.geometry, 'position').map((point) => {
        const [x, y, z] = inCamera(new Vector3(...point).applyMatrix4(mesh.matrixWorld).toArray());
        return room.distanceTo([x, y, z]) / z;
      });
      const rms = Math.sqrt(distances.reduce((sum, value) => sum + value * value, 0) / distances.length);
      expect(rms).toBeLessThan([5e-4, 5e-4, 1e-3, 4e-3][k]);
    }
  });

  test('say how far the original points lie from each', async () => {
    const { geometry } = await written(factsOf(ball), { triangles: 4000, levels: 3 });
    const rms = geometry.levels?.map(({ simplification }) => simplification?.distanceOfOriginalPoints.rms);
    expect(rms).toEqual([...(rms ?? [])].sort((a, b) => Number(a) - Number(b)));
    expect(rms?.[0]).toBe(geometry.simplification?.distanceOfOriginalPoints.rms);
    expect(rms?.[2]).toBeGreaterThan(0);
    expect(rms?.[2]).toBeLessThan(1e-2);
  });

  test('are named, and hint at the share of the screen from which each is enough', async () => {
    const { file } = await written(factsOf(room), { triangles: 4000, levels: 3 });
    const { nodes, extensionsRequired } = (await readGlb(file)).parser.json;
    expect(nodes.map(({ name }: { name: string }) => name)).toEqual([
      'photo.png_LOD0',
      'Camera of the photo',
      'photo.png_LOD1',
      'photo.png_LOD2',
    ]);
    expect(nodes[0].extensions).toEqual({ MSFT_lod: { ids: [2, 3] } });
    expect(nodes[0].extras.MSFT_screencoverage).toEqual([0.25, 0.0625, 0]);
    expect(extensionsRequired).toBeUndefined();
  });

  test('one level is written as before', async () => {
    const { file, geometry } = await written(factsOf(room), { triangles: 4000 });
    const { nodes, extensionsUsed } = (await readGlb(file)).parser.json;
    expect(nodes).toHaveLength(2);
    expect(extensionsUsed).toEqual(['KHR_materials_unlit']);
    expect(geometry.levels).toBeUndefined();
  });

  test.each([
    ['in formats that hold one', { format: 'ply' as const }, /PLY holds one level.*choose GLB/],
    ['for prints', { format: 'stl' as const }, /STL holds one level/],
    ['with too few triangles', { triangles: 1000 }, /would have 62 triangles.*fewer levels/],
  ])('are refused %s', async (_, options, sentence) => {
    await expect(written(factsOf(room), { levels: 3, ...options })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(sentence),
    });
  });
});
