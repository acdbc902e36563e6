import { validateBytes } from 'gltf-validator';
import { type Mesh, Vector3 } from 'three';
import type { GLTF } from 'three/addons/loaders/GLTFLoader.js';
import { describe, expect, test } from 'vitest';
import type { MeshOptions } from '../../../contract/exports/geometry.ts';
import { plane, room } from '../../../test/fixtures/scenes.ts';
import { factsOf, readGlb, triples, written } from '../../../test/fixtures/written-mesh.ts';

/** Every mesh of the file, also those that no scene shows, with its place in the world. */
async function meshesIn({ scene, parser }: GLTF): Promise<Mesh[]> {
  const { nodes } = parser.json as { nodes: { mesh?: number }[] };
  const lower = nodes.flatMap(({ mesh }, node) => (mesh === undefined || node === 0 ? [] : [node]));
  const [first] = scene.getObjectsByProperty('isMesh', true) as Mesh[];
  const meshes = [
    first,
    ...(await Promise.all(lower.map((node) => parser.getDependency('node', node) as Promise<Mesh>))),
  ];
  for (const mesh of meshes) mesh.updateWorldMatrix(true, false);
  return meshes;
}

function pointsOf(mesh: Mesh): Vector3[] {
  return triples(mesh.geometry, 'position').map((point) =>
    new Vector3(...point).applyMatrix4(mesh.matrixWorld),
  );
}

/** The farthest two lists lie apart at any place. */
function farthest(one: number[][], other: number[][]): number {
  const away = one.map((values, k) => Math.hypot(...values.map((value, c) => value - other[k][c])));
  return Math.max(0, ...away);
}

describe('a quantized GLB', () => {
  test.each<[string, Partial<MeshOptions>]>([
    ['with a texture', {}],
    ['with colours', { texture: 'none' }],
    ['without normals', { shading: 'flat' }],
    ['of the full grid', { triangles: 0, texture: 'none', shading: 'flat' }],
    ['with a skirt and a back plane', { skirt: 0.05, backPlane: true }],
    ['with levels of detail', { levels: 3 }],
  ])('%s is the mesh that was asked for, within half a step', async (_, given) => {
    const options = { triangles: 8000, edgeCut: 0.1, ...given };
    const plain = await written(factsOf(room), options);
    const { file } = await written(factsOf(room), { ...options, quantize: true });
    const { issues } = await validateBytes(file);
    expect(issues.messages.filter(({ severity }) => severity < 2)).toEqual([]);

    const exact = await meshesIn(await readGlb(plain.file));
    const rounded = await meshesIn(await readGlb(file));
    expect(rounded).toHaveLength((options.levels ?? 1) + (options.backPlane ? 1 : 0));
    for (const [k, mesh] of rounded.entries()) {
      const [truth, found] = [pointsOf(exact[k]), pointsOf(mesh)];
      expect(found).toHaveLength(truth.length);
      const extent = mesh.matrixWorld.getMaxScaleOnAxis();
      const halfDiagonal = (Math.sqrt(3) / 2 / 65535) * extent;
      const places = [truth, found].map((points) => points.map((point) => point.toArray()));
      expect(farthest(places[0], places[1])).toBeLessThan(1.01 * halfDiagonal);
      expect([...(mesh.geometry.getIndex()?.array ?? [])]).toEqual([
        ...(exact[k].geometry.getIndex()?.array ?? []),
      ]);
      const attributes = Object.keys(exact[k].geometry.attributes).sort();
      expect(Object.keys(mesh.geometry.attributes).sort()).toEqual(attributes);
      for (const [name, most] of [
        ['normal', 0.008],
        ['uv', 2e-5],
        ['color', 1e-9],
      ] as const) {
        if (!attributes.includes(name)) continue;
        expect(farthest(triples(exact[k].geometry, name), triples(mesh.geometry, name))).toBeLessThan(most);
      }
    }
  });

  test('needs that one extension, and has vertices of half the length', async () => {
    const plain = await written(factsOf(plane), { triangles: 0 });
    const { file, geometry } = await written(factsOf(plane), { triangles: 0, quantize: true });
    const { extensionsRequired, bufferViews } = (await readGlb(file)).parser.json;
    expect(extensionsRequired).toEqual(['KHR_mesh_quantization']);
    expect(bufferViews[0]).toMatchObject({ byteStride: 16 });
    const saved = (plain.file.length - file.length) / geometry.vertices;
    expect(saved).toBeCloseTo(16, 0);
  });

  test('that is packed with meshopt is quantized in any case', async () => {
    const options = { triangles: 2000, texture: 'none', compression: 'meshopt' } as const;
    const [one, other] = [
      await written(factsOf(room), options),
      await written(factsOf(room), { ...options, quantize: true }),
    ];
    const binary = ({ file }: { file: Uint8Array }) =>
      file.subarray(20 + new DataView(file.buffer).getUint32(12, true));
    expect(Buffer.compare(binary(one), binary(other))).toBe(0);
  });
});
