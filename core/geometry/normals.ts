import type { Pinhole } from '../../contract/maths/pinhole.ts';

/**
 * Unit normals of one row of a planar depth map (height x width, row by row, any unit), in camera axes (x right, y down, z forward), facing
 * the camera; `out` takes 3 * width values, `camera` is in pixels of the map.
 *
 * The normal is the cross product of two steps on the surface, one along the row and one along the column. Own rule: of the two one-sided
 * steps that with the smaller change of depth is taken, so that a normal beside a silhouette belongs to its own side; on a plane every step
 * is exact. A pixel without a valid neighbour in one of the directions faces the camera's centre; an invalid pixel has NaN.
 */
export function normalsRow(
  depth: Float32Array,
  width: number,
  height: number,
  row: number,
  camera: Pinhole,
  out: Float32Array,
): void {
  const y = (row + 0.5 - camera.cy) / camera.fy;
  for (let u = 0, p = row * width, k = 0; u < width; u++, p++, k += 3) {
    const z = depth[p];
    const x = (u + 0.5 - camera.cx) / camera.fx;
    // A step to the neighbour of depth n is (a x + n/fx, a y, a) with a the signed change of depth, and likewise down the
    // column. Their cross product, divided by both neighbours' depths and by 1/(fx fy), is (-A, -B, A x + B y + 1) with
    // A = fx a/n and B = fy b/m. Its dot product with the ray (x, y, 1) is 1: it points away, so it is turned round.
    let nx =
      camera.fx *
      relativeStep(z, u > 0 ? depth[p - 1] : Number.NaN, u + 1 < width ? depth[p + 1] : Number.NaN);
    let ny =
      camera.fy *
      relativeStep(
        z,
        row > 0 ? depth[p - width] : Number.NaN,
        row + 1 < height ? depth[p + width] : Number.NaN,
      );
    let nz = -(nx * x + ny * y + 1);
    if (Number.isNaN(nz)) {
      nx = -x;
      ny = -y;
      nz = -1;
    }
    const perLength = Number.isNaN(z) ? Number.NaN : 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
    out[k] = nx * perLength;
    out[k + 1] = ny * perLength;
    out[k + 2] = nz * perLength;
  }
}

/** Change of depth towards the next pixel over the neighbour's depth, from the side where it is smaller; NaN without a neighbour. */
function relativeStep(z: number, before: number, after: number): number {
  const back = z - before;
  const forth = after - z;
  // Comparisons with NaN are false, so a missing neighbour loses to one that is there.
  if (Math.abs(back) < Math.abs(forth) || Number.isNaN(forth)) return back / before;
  return forth / after;
}
