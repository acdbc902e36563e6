import { compactMesh } from './compact-mesh.ts';
import { type HalfEdges, halfEdges, lastCorner, nextCorner } from './half-edges.ts';
import type { CameraMesh } from './surface-distance.ts';

/** A triangle whose height is no more than this share of its longest side has no area to speak of. */
const NO_HEIGHT = 1e-4;

/** Beside a sliver a triangle this flat counts as one: more than three vertices lie in a line there. */
const LITTLE_HEIGHT = 10 * NO_HEIGHT;

/** How often slivers that flips leave are looked at again; in thousands of meshes of known scenes a few times were enough. */
const ROUNDS = 10;

/** Stands in the indices for the corners of triangles that went. */
const GONE = 0xffffffff;

/**
 * A mesh without triangles that have no area (height at most 1e-4 of the longest side), which flat walls get where three vertices lie in a
 * line. Own method: the one in the middle lies on the longest side, and so on the triangle beyond that side: flipped, the two share it, and
 * both have area. At the border there is none beyond, and the sliver goes. Neither moves a vertex or opens a crack. `slivers` are those that it has,
 * where that is known (`findSlivers`).
 */
export function withoutSlivers(
  given: CameraMesh,
  slivers: readonly number[] = findSlivers(given),
): CameraMesh {
  if (slivers.length === 0) return given;
  const { positions } = given;
  const mesh = { positions, indices: given.indices.slice() };
  const edges = halfEdges(mesh.indices, positions.length / 3);
  for (let round = 0; round < ROUNDS && slivers.length > 0; round++) {
    const touched = new Set(slivers);
    for (const sliver of slivers) {
      if (isSliver(mesh, sliver)) for (const triangle of dissolve(mesh, edges, sliver)) touched.add(triangle);
    }
    slivers = [...touched].filter((triangle) => isSliver(mesh, triangle));
  }
  let kept = 0;
  for (let corner = 0; corner < mesh.indices.length; corner++) {
    const vertex = mesh.indices[corner];
    if (vertex !== GONE) mesh.indices[kept++] = vertex;
  }
  const isWhole = kept === mesh.indices.length;
  return isWhole ? mesh : compactMesh({ positions, indices: mesh.indices.slice(0, kept) });
}

/**
 * The triangles of a mesh that have no area (height at most 1e-4 of the longest side), each by its first corner, a place in the indices.
 */
export function findSlivers(mesh: CameraMesh): number[] {
  const found: number[] = [];
  for (let triangle = 0; triangle < mesh.indices.length; triangle += 3) {
    if (isSliver(mesh, triangle)) found.push(triangle);
  }
  return found;
}

/** Flips the longest side of a sliver, or first that of a flat triangle beyond it. Answers with the triangles that have changed. */
function dissolve(mesh: CameraMesh, edges: HalfEdges, sliver: number): number[] {
  const { indices } = mesh;
  let side = longestSide(mesh, sliver);
  let other = beyond(indices, edges, side);
  while (other >= 0 && heightShare(mesh, triangleOf(other)) <= LITTLE_HEIGHT) {
    const longest = longestSide(mesh, triangleOf(other));
    // Sides grow along the way, so that it ends.
    if (sideLength(mesh, longest) <= sideLength(mesh, side)) break;
    side = longest;
    other = beyond(indices, edges, side);
  }
  if (other < 0) {
    removeTriangle(indices, edges, side);
    return [];
  }
  const from = indices[side];
  const to = indices[other];
  const middle = indices[lastCorner(side)];
  const far = indices[lastCorner(other)];
  // Two triangles back to back cancel out: what lies beside them fits together without them.
  if (middle === far) {
    removeTriangle(indices, edges, side);
    removeTriangle(indices, edges, other);
    return [];
  }
  const backs = [edges.findTriangle(far, from, middle), edges.findTriangle(middle, to, far)];
  const isNewEdge = edges.find(middle, far) < 0 && edges.find(far, middle) < 0;
  if (!isNewEdge && Math.max(...backs) < 0) return [];
  edges.move(nextCorner(side), far);
  edges.move(nextCorner(other), middle);
  for (const [k, corner] of [side, other].entries()) {
    if (backs[k] < 0) continue;
    removeTriangle(indices, edges, corner);
    removeTriangle(indices, edges, backs[k]);
  }
  return [triangleOf(side), triangleOf(other)];
}

/** The corner where a triangle on the other side of a side starts to run through it; -1 at the border. */
function beyond(indices: Uint32Array, edges: HalfEdges, side: number): number {
  return edges.find(indices[nextCorner(side)], indices[side]);
}

function removeTriangle(indices: Uint32Array, edges: HalfEdges, corner: number): void {
  const triangle = triangleOf(corner);
  edges.remove(triangle);
  indices.fill(GONE, triangle, triangle + 3);
}

/** The first corner of a corner's triangle, which stands for it. */
function triangleOf(corner: number): number {
  return corner - (corner % 3);
}

function isSliver(mesh: CameraMesh, triangle: number): boolean {
  return mesh.indices[triangle] !== GONE && heightShare(mesh, triangle) <= NO_HEIGHT;
}

/** The height of a triangle as a share of its longest side; 0 where its corners lie in a line. */
function heightShare({ positions, indices }: CameraMesh, triangle: number): number {
  const a = 3 * indices[triangle];
  const b = 3 * indices[triangle + 1];
  const c = 3 * indices[triangle + 2];
  const ux = positions[b] - positions[a];
  const uy = positions[b + 1] - positions[a + 1];
  const uz = positions[b + 2] - positions[a + 2];
  const vx = positions[c] - positions[a];
  const vy = positions[c + 1] - positions[a + 1];
  const vz = positions[c + 2] - positions[a + 2];
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const longest = Math.max(
    ux * ux + uy * uy + uz * uz,
    vx * vx + vy * vy + vz * vz,
    (vx - ux) ** 2 + (vy - uy) ** 2 + (vz - uz) ** 2,
  );
  return longest > 0 ? Math.sqrt(nx * nx + ny * ny + nz * nz) / longest : 0;
}

/** The corner where the longest side of a triangle starts. */
function longestSide(mesh: CameraMesh, triangle: number): number {
  const lengths = [0, 1, 2].map((corner) => sideLength(mesh, triangle + corner));
  return triangle + lengths.indexOf(Math.max(...lengths));
}

function sideLength({ positions, indices }: CameraMesh, corner: number): number {
  const a = 3 * indices[corner];
  const b = 3 * indices[nextCorner(corner)];
  return Math.hypot(
    positions[a] - positions[b],
    positions[a + 1] - positions[b + 1],
    positions[a + 2] - positions[b + 2],
  );
}
