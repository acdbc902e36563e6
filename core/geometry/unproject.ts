import type { Pinhole } from '../../contract/maths/pinhole.ts';

/**
 * Unprojects one row of a planar depth map (row by row) into interleaved camera points (x right, y down, z forward): x = (u + 0.5 - cx) /
 * fx * z, y = (v + 0.5 - cy) / fy * z (Hartley & Zisserman, Multiple View Geometry, §6.1), `camera` in pixels of the map. `out` takes 3 *
 * width values in the unit of the depth. Invalid depth gives NaN points. Float64 maths.
 */
export function unprojectRow(
  depth: Float32Array,
  width: number,
  row: number,
  camera: Pinhole,
  out: Float32Array,
): void {
  const yPerDepth = (row + 0.5 - camera.cy) / camera.fy;
  for (let u = 0, p = row * width, k = 0; u < width; u++, p++, k += 3) {
    const z = depth[p];
    out[k] = ((u + 0.5 - camera.cx) / camera.fx) * z;
    out[k + 1] = yPerDepth * z;
    out[k + 2] = z;
  }
}

/**
 * All points of a planar depth map (height x width, row by row) as `unprojectRow` gives them: 3 * width * height values, interleaved, row
 * by row, in camera axes (x right, y down, z forward) and the unit of the depth.
 */
export function unproject(depth: Float32Array, width: number, height: number, camera: Pinhole): Float32Array {
  const points = new Float32Array(3 * width * height);
  for (let row = 0; row < height; row++) {
    unprojectRow(depth, width, row, camera, points.subarray(3 * row * width, 3 * (row + 1) * width));
  }
  return points;
}
