import type { Pinhole } from '../../../contract/maths/pinhole.ts';
import type { Sink } from '../../disk/write-file.ts';
import { type Rotation, rotateAll } from '../../geometry/axes.ts';
import { normalsRow } from '../../geometry/normals.ts';
import { unprojectRow } from '../../geometry/unproject.ts';

/** Coloured points on a pixel grid. */
export interface PointGrid {
  width: number;
  height: number;
  /** Planar depth; NaN pixels are left out. */
  depth: Float32Array;
  camera: Pinhole;
  rotation: Rotation;
  /** Interleaved sRGB of the same grid. */
  rgb: Uint8Array;
  hasNormals: boolean;
  /** Write planar depth, and the uncertainty where there is one, as scalars. */
  hasScalars?: boolean;
  uncertainty?: Float32Array | null;
  /** Where there are several layers, which of them this is: written as a scalar. */
  layer?: number;
}

/** Points are handed to the disk in pieces of about this size, one being filled while the other is written. */
const CHUNK_BYTES = 1 << 20;

/**
 * Writes points as binary little-endian PLY 1.0 (G. Turk, Stanford, 1994): x y z float in metres, turned by `rotation` from camera axes,
 * optionally nx ny nz float, red green blue uchar in sRGB, optionally planar depth in metres, uncertainty and number of the layer as `scalar_...`; one grid of points after the other. Extra memory:
 * two pieces of a megabyte, or of one row. Returns the number of points. Throws `cancelled`, `no-space`, `no-permission` or `internal`
 * where the sink does.
 */
export async function writePly(
  sink: Sink,
  grids: readonly PointGrid[],
  comments: string[],
  report?: (fraction: number) => void,
): Promise<number> {
  const points = grids.reduce((sum, { depth }) => sum + countPoints(depth), 0);
  await sink(Buffer.from(plyHeader(points, propertiesOf(grids[0]), comments), 'latin1'));
  for (const [k, grid] of grids.entries())
    await writeGrid(sink, grid, (fraction) => report?.((k + fraction) / grids.length));
  return points;
}

async function writeGrid(sink: Sink, grid: PointGrid, report: (fraction: number) => void): Promise<void> {
  const has = propertiesOf(grid);
  const rowBytes = grid.width * vertexBytes(has);
  const rowsPerChunk = Math.max(1, Math.floor(CHUNK_BYTES / rowBytes));
  const buffers = [new Uint8Array(rowsPerChunk * rowBytes), new Uint8Array(rowsPerChunk * rowBytes)];
  const pack = rowPacker(grid);
  let writing = Promise.resolve();
  for (let row = 0, turn = 0; row < grid.height; turn ^= 1) {
    const view = new DataView(buffers[turn].buffer);
    const end = Math.min(grid.height, row + rowsPerChunk);
    let length = 0;
    for (; row < end; row++) length = pack(row, view, length);
    await writing;
    writing = sink(buffers[turn].subarray(0, length));
    report(row / grid.height);
  }
  await writing;
}

function propertiesOf({ hasNormals, hasScalars = false, uncertainty, layer }: PointGrid): PlyProperties {
  return {
    normals: hasNormals,
    colours: true,
    depths: hasScalars,
    uncertainties: hasScalars && uncertainty != null,
    layers: layer !== undefined,
  };
}

/** What each vertex of a PLY has beside its position. */
export interface PlyProperties {
  normals: boolean;
  colours: boolean;
  depths: boolean;
  uncertainties: boolean;
  layers?: boolean;
}

/**
 * The text before the points of a PLY 1.0 (G. Turk, Stanford, 1994). `comments` are lines of ASCII; `faces` is left out of point clouds.
 */
export function plyHeader(points: number, has: PlyProperties, comments: string[], faces?: number): string {
  const floats = has.normals ? ['x', 'y', 'z', 'nx', 'ny', 'nz'] : ['x', 'y', 'z'];
  return headerOf(comments, [
    `element vertex ${points}`,
    ...floats.map((name) => `property float ${name}`),
    ...(has.colours ? ['red', 'green', 'blue'].map((name) => `property uchar ${name}`) : []),
    ...(has.depths ? ['property float scalar_depth'] : []),
    ...(has.uncertainties ? ['property float scalar_uncertainty'] : []),
    ...(has.layers ? ['property float scalar_layer'] : []),
    ...(faces === undefined ? [] : [`element face ${faces}`, 'property list uchar int vertex_indices']),
  ]);
}

/** Bytes that a vertex with these properties takes. */
export function vertexBytes({ normals, colours, depths, uncertainties, layers }: PlyProperties): number {
  const scalars = [depths, uncertainties, layers].filter(Boolean).length;
  return 12 + (normals ? 12 : 0) + (colours ? 3 : 0) + 4 * scalars;
}

/**
 * The header of a binary little-endian PLY with its elements, a line each. Some readers look for its last word anywhere in it: a photo may be named so.
 */
export function headerOf(comments: readonly string[], elements: readonly string[]): string {
  const lines = comments.map((line) => `comment ${line.replaceAll('end_header', 'end-header')}`);
  return ['ply', 'format binary_little_endian 1.0', ...lines, ...elements, 'end_header', ''].join('\n');
}

/** How many points of a planar depth map are there, which is to say not NaN. */
export function countPoints(depth: Float32Array): number {
  let points = 0;
  for (let p = 0; p < depth.length; p++) if (!Number.isNaN(depth[p])) points++;
  return points;
}

/** Packs the points of a row into a view from `offset` on; answers with the offset after them. */
function rowPacker(grid: PointGrid): (row: number, view: DataView, offset: number) => number {
  const { width, height, depth, camera, rotation, rgb, hasNormals, hasScalars, uncertainty, layer } = grid;
  const points = new Float32Array(3 * width);
  const normals = new Float32Array(hasNormals ? 3 * width : 0);
  return (row, view, offset) => {
    unprojectRow(depth, width, row, camera, points);
    rotateAll(points, width, rotation);
    if (hasNormals) {
      normalsRow(depth, width, height, row, camera, normals);
      rotateAll(normals, width, rotation);
    }
    let at = offset;
    for (let u = 0, p = row * width; u < width; u++, p++) {
      if (Number.isNaN(depth[p])) continue;
      at = putVector(view, at, points, u);
      if (hasNormals) at = putVector(view, at, normals, u);
      view.setUint8(at, rgb[3 * p]);
      view.setUint8(at + 1, rgb[3 * p + 1]);
      view.setUint8(at + 2, rgb[3 * p + 2]);
      at += 3;
      if (hasScalars) {
        view.setFloat32(at, depth[p], true);
        at += 4;
        if (uncertainty) {
          view.setFloat32(at, uncertainty[p], true);
          at += 4;
        }
      }
      if (layer !== undefined) {
        view.setFloat32(at, layer, true);
        at += 4;
      }
    }
    return at;
  };
}

function putVector(view: DataView, at: number, vectors: Float32Array, index: number): number {
  view.setFloat32(at, vectors[3 * index], true);
  view.setFloat32(at + 4, vectors[3 * index + 1], true);
  view.setFloat32(at + 8, vectors[3 * index + 2], true);
  return at + 12;
}
