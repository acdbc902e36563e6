import { writeFileSync } from 'node:fs';
import { MeshoptSimplifier } from 'meshoptimizer/simplifier';
import { connectionThreshold } from '../../contract/maths/edge-cut.ts';
import { gridMesh } from '../../core/geometry/mesh/grid-mesh.ts';
import { meshInMemory } from '../../core/geometry/mesh/indexed-mesh.ts';
import { thinnerOf } from '../../core/geometry/mesh/simplify.ts';
import type { CameraMesh } from '../../core/geometry/mesh/surface-distance.ts';
import { classifyQuads } from '../../core/geometry/quads.ts';
import { measured } from './measured.ts';
import { readScene } from './read-scene.ts';

/**
 * A process of its own: `simplify-mesh.ts <tool> <scene as JSON> <path> <triangles>` brings the map's surface down to so many triangles, by us or
 * by meshoptimizer alone, leaves it as raw vertices and indices and prints a measurement. From the depth map in memory to the mesh in memory.
 */
const [tool, json, path, budget] = process.argv.slice(2);
const { scene, depth } = await readScene(json);
const triangles = Number(budget);
await MeshoptSimplifier.ready;
let mesh: CameraMesh = { positions: new Float32Array(0), indices: new Uint32Array(0) };

await measured(() => {
  const quads = classifyQuads(depth, scene, connectionThreshold(0.05));
  const surface = { width: scene.width, height: scene.height, depth, camera: scene, quads };
  mesh =
    tool === 'depthroom'
      ? thinnerOf(surface, null)({ triangles, perBorderEdge: 0 }).mesh
      : simplifyAlone(surface);
  return mesh.indices.byteLength + mesh.positions.byteLength;
});
writeFileSync(`${path}.vertices.f32`, mesh.positions);
writeFileSync(`${path}.indices.u32`, mesh.indices);

function simplifyAlone(surface: Parameters<typeof gridMesh>[0]): CameraMesh {
  const { positions, indices } = meshInMemory(gridMesh(surface, false));
  const [kept] = MeshoptSimplifier.simplify(indices, positions, 3, 3 * triangles, 1);
  return { positions, indices: kept };
}
