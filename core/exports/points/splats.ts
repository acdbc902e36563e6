import type { Sink } from '../../disk/write-file.ts';
import { createPacker, packText } from '../../formats/packer.ts';
import { rotateAll } from '../../geometry/axes.ts';
import { flatSplat } from '../../geometry/flat-splat.ts';
import { normalsRow } from '../../geometry/normals.ts';
import { unprojectRow } from '../../geometry/unproject.ts';
import { countPoints, headerOf, type PointGrid } from './ply.ts';
import { rowsInTurns } from './rows-in-turns.ts';

/**
 * Standard deviation of a splat in pixels: between four of them 95 % of the light is held back, and twice as sharp as a whole pixel. Own choice.
 */
export const SPREAD = 0.6;
/** Of every splat: as opaque as rasterisers let one be. */
const OPACITY = 0.99;

/** The constant of the zeroth spherical harmonic, 1 / (2 sqrt(pi)). */
const HARMONIC = 0.28209479177387814;

/**
 * Writes a Gaussian for each pixel with a depth as binary little-endian PLY with the names and encodings of the reference implementation (B. Kerbl et al., 3D Gaussian
 * Splatting, 2023, `save_ply`): x y z, optionally nx ny nz, f_dc_0..2 (sRGB colour c as (c - 1/2) / 0.2821), opacity (logit), scale_0..2 (natural logarithm of the
 * standard deviations in metres), rot_0..3 (quaternion w x y z). Each is flat, lies in the surface and is as large as its pixel there (`flatSplat`). Streams: a row at a time. Returns their number. Throws `cancelled` once the signal says stop, `no-space`, `no-permission` or `internal` where the sink does.
 */
export async function writeSplats(
  sink: Sink,
  grid: PointGrid,
  comments: string[],
  telling: { report?: (fraction: number) => void; signal?: AbortSignal } = {},
): Promise<number> {
  const names = [
    ...(grid.hasNormals ? ['x', 'y', 'z', 'nx', 'ny', 'nz'] : ['x', 'y', 'z']),
    ...['f_dc_0', 'f_dc_1', 'f_dc_2', 'opacity', 'scale_0', 'scale_1', 'scale_2'],
    ...['rot_0', 'rot_1', 'rot_2', 'rot_3'],
  ];
  const count = countPoints(grid.depth);
  const packer = createPacker(sink);
  const properties = names.map((name) => `property float ${name}`);
  await packText(packer, headerOf(comments, [`element vertex ${count}`, ...properties]));
  const pack = rowPacker(grid);
  await rowsInTurns(grid, telling, async (row) => {
    const floats = pack(row);
    if (floats.length === 0) return;
    const { bytes, at } = await packer.take(floats.byteLength);
    bytes.set(new Uint8Array(floats.buffer, 0, floats.byteLength), at);
  });
  await packer.finish();
  return count;
}

/** Colours as the coefficient of the zeroth harmonic. */
const COEFFICIENTS = Float32Array.from({ length: 256 }, (_, byte) => (byte / 255 - 0.5) / HARMONIC);

/** The floats of a row's splats, in a buffer that is used again: every processor that Node runs this on is little-endian, as the file is. */
function rowPacker(grid: PointGrid): (row: number) => Float32Array {
  const { width, height, depth, camera, rotation, rgb, hasNormals } = grid;
  const points = new Float32Array(3 * width);
  const normals = new Float32Array(3 * width);
  const turned = new Float32Array(3 * width);
  const stride = hasNormals ? 17 : 14;
  const floats = new Float32Array(stride * width);
  const splat = new Float64Array(7);
  const opacity = Math.log(OPACITY / (1 - OPACITY));
  const place = { x: 0, y: 0, z: 0, nx: 0, ny: 0, nz: 0 };
  return (row) => {
    unprojectRow(depth, width, row, camera, points);
    rotateAll(points, width, rotation);
    normalsRow(depth, width, height, row, camera, normals);
    if (hasNormals) {
      turned.set(normals);
      rotateAll(turned, width, rotation);
    }
    place.y = (row + 0.5 - camera.cy) / camera.fy;
    let at = 0;
    for (let u = 0, p = row * width, k = 0; u < width; u++, p++, k += 3) {
      if (Number.isNaN(depth[p])) continue;
      place.x = (u + 0.5 - camera.cx) / camera.fx;
      place.z = depth[p];
      place.nx = normals[k];
      place.ny = normals[k + 1];
      place.nz = normals[k + 2];
      flatSplat(place, camera, SPREAD, rotation, splat);
      for (let c = 0; c < 3; c++) floats[at++] = points[k + c];
      if (hasNormals) for (let c = 0; c < 3; c++) floats[at++] = turned[k + c];
      for (let c = 0; c < 3; c++) floats[at++] = COEFFICIENTS[rgb[3 * p + c]];
      floats[at++] = opacity;
      for (let c = 0; c < 3; c++) floats[at++] = Math.log(splat[c]);
      for (let c = 3; c < 7; c++) floats[at++] = splat[c];
    }
    return floats.subarray(0, at);
  };
}
