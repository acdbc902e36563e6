import { isBorderSide, LIES, type ShrinkingMesh, vertexAfter } from './shrinking-mesh.ts';

/** How much more the place of the border counts than that of the surface. */
const BORDER_WEIGHT = 3;

/**
 * Adds to each vertex the planes of its triangles as a quadric (M. Garland, P. Heckbert, Surface Simplification Using Quadric Error
 * Metrics, SIGGRAPH 1997): the sum of squared distances, weighted by the triangles' areas.
 */
export function addTriangles({ indices, positions, sums }: ShrinkingMesh): void {
  for (let corner = 0; corner < indices.length; corner += 3) {
    const a = 3 * indices[corner];
    const b = 3 * indices[corner + 1];
    const c = 3 * indices[corner + 2];
    const x = positions[a];
    const y = positions[a + 1];
    const z = positions[a + 2];
    const ux = positions[b] - x;
    const uy = positions[b + 1] - y;
    const uz = positions[b + 2] - z;
    const vx = positions[c] - x;
    const vy = positions[c + 1] - y;
    const vz = positions[c + 2] - z;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const area = Math.sqrt(nx * nx + ny * ny + nz * nz);
    if (area === 0) continue;
    const distance = -(nx * x + ny * y + nz * z);
    addPlane(sums, 10 * indices[corner], nx, ny, nz, distance, 1 / area);
    addPlane(sums, 10 * indices[corner + 1], nx, ny, nz, distance, 1 / area);
    addPlane(sums, 10 * indices[corner + 2], nx, ny, nz, distance, 1 / area);
  }
}

/** Adds planes through the sides at the border, upright on their triangles, so that the outline stays where it is (same paper, §6). */
export function addBorders(mesh: ShrinkingMesh): void {
  const { indices, first, next, lies, positions, sums } = mesh;
  for (let vertex = 0; vertex < first.length; vertex++) {
    if (lies[vertex] === LIES.inside) continue;
    for (let corner = first[vertex]; corner >= 0; corner = next[corner]) {
      const to = vertexAfter(indices, corner);
      if (!isBorderSide(mesh, vertex, to)) continue;
      const a = 3 * vertex;
      const b = 3 * to;
      const c = 3 * indices[corner % 3 === 0 ? corner + 2 : corner - 1];
      const ex = positions[b] - positions[a];
      const ey = positions[b + 1] - positions[a + 1];
      const ez = positions[b + 2] - positions[a + 2];
      const vx = positions[c] - positions[a];
      const vy = positions[c + 1] - positions[a + 1];
      const vz = positions[c + 2] - positions[a + 2];
      const squared = ex * ex + ey * ey + ez * ez;
      // What of the way to the third corner is upright on the side: it lies in the triangle.
      const along = (ex * vx + ey * vy + ez * vz) / squared;
      const nx = vx - along * ex;
      const ny = vy - along * ey;
      const nz = vz - along * ez;
      const weight = (BORDER_WEIGHT * squared) / (nx * nx + ny * ny + nz * nz);
      if (!(weight < Number.POSITIVE_INFINITY)) continue;
      const distance = -(nx * positions[a] + ny * positions[a + 1] + nz * positions[a + 2]);
      addPlane(sums, 10 * vertex, nx, ny, nz, distance, weight);
      addPlane(sums, 10 * to, nx, ny, nz, distance, weight);
    }
  }
}

function addPlane(
  sums: Float64Array,
  at: number,
  x: number,
  y: number,
  z: number,
  d: number,
  weight: number,
): void {
  sums[at] += weight * x * x;
  sums[at + 1] += weight * y * y;
  sums[at + 2] += weight * z * z;
  sums[at + 3] += weight * x * y;
  sums[at + 4] += weight * x * z;
  sums[at + 5] += weight * y * z;
  sums[at + 6] += weight * x * d;
  sums[at + 7] += weight * y * d;
  sums[at + 8] += weight * z * d;
  sums[at + 9] += weight * d * d;
}

/**
 * The quadric of a vertex at the place of another: what joining the first into it costs. That of the other, which stays where it is, counts in
 * its own joins: so a cost hangs on one vertex alone, and a third of the memory is read.
 */
export function joiningCost({ positions, sums }: ShrinkingMesh, from: number, to: number): number {
  const p = 10 * from;
  const x = positions[3 * to];
  const y = positions[3 * to + 1];
  const z = positions[3 * to + 2];
  const cost =
    x * (sums[p] * x + 2 * (sums[p + 3] * y + sums[p + 4] * z + sums[p + 6])) +
    y * (sums[p + 1] * y + 2 * (sums[p + 5] * z + sums[p + 7])) +
    z * (sums[p + 2] * z + 2 * sums[p + 8]) +
    sums[p + 9];
  return cost > 0 ? cost : 0;
}

/** Adds the quadric of the first vertex to that of the second. */
export function joinSums({ sums }: ShrinkingMesh, from: number, to: number): void {
  for (let k = 0; k < 10; k++) sums[10 * to + k] += sums[10 * from + k];
}
