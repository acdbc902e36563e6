import type { Sink } from '../../disk/write-file.ts';
import { createPacker } from '../../formats/packer.ts';
import { plyHeader, vertexBytes } from '../points/ply.ts';
import type { TexturedMesh } from './textured-mesh.ts';

/** Bytes of a triangle: a count of three and three vertex numbers. */
const FACE_BYTES = 13;

/**
 * Writes a mesh as binary little-endian PLY 1.0 (G. Turk, Stanford, 1994) in its axes and unit, with 8-bit sRGB colours; scalars are planar
 * depth in metres and the uncertainty, named as CloudCompare looks for them. Throws `cancelled`, `no-space`, `no-permission` or `internal`
 * where the sink does.
 */
export async function writePlyMesh(
  sink: Sink,
  mesh: TexturedMesh,
  comments: string[],
  report?: (fraction: number) => void,
): Promise<void> {
  const { has, vertices, triangles } = mesh;
  await sink(Buffer.from(plyHeader(vertices, has, comments, triangles), 'latin1'));

  const stride = vertexBytes(has);
  const packer = createPacker(sink);
  const total = vertices + triangles;
  let done = 0;
  for (const { count, positions, normals, colours, depths, uncertainties } of mesh.vertexBlocks()) {
    const { view, at: start } = await packer.take(count * stride);
    for (let k = 0, at = start; k < count; k++) {
      for (let c = 0; c < 3; c++, at += 4) view.setFloat32(at, positions[3 * k + c], true);
      if (normals) for (let c = 0; c < 3; c++, at += 4) view.setFloat32(at, normals[3 * k + c], true);
      if (colours) for (let c = 0; c < 3; c++, at++) view.setUint8(at, colours[3 * k + c]);
      if (depths) {
        view.setFloat32(at, depths[k], true);
        at += 4;
      }
      if (uncertainties) {
        view.setFloat32(at, uncertainties[k], true);
        at += 4;
      }
    }
    done += count;
    report?.(done / total);
  }
  for (const corners of mesh.triangleBlocks()) {
    const { view, at: start } = await packer.take((corners.length / 3) * FACE_BYTES);
    for (let k = 0, at = start; k < corners.length; k += 3, at += FACE_BYTES) {
      view.setUint8(at, 3);
      view.setInt32(at + 1, corners[k], true);
      view.setInt32(at + 5, corners[k + 1], true);
      view.setInt32(at + 9, corners[k + 2], true);
    }
    done += corners.length / 3;
    report?.(done / total);
  }
  await packer.finish();
}
