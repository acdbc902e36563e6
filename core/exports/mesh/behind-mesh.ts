import type { Pixels } from '../../../contract/photo.ts';
import { gridMesh } from '../../geometry/mesh/grid-mesh.ts';
import { meshInMemory } from '../../geometry/mesh/indexed-mesh.ts';
import type { MeshStream } from '../../geometry/mesh/mesh-stream.ts';
import { simplifySurface } from '../../geometry/mesh/simplify.ts';
import type { CameraMesh } from '../../geometry/mesh/surface-distance.ts';
import type { SlideLimit } from '../../geometry/mesh/texture-slide.ts';
import { classifyQuads, countTriangles } from '../../geometry/quads.ts';
import { decodePixels } from '../../photos/decode.ts';
import { behindPicture } from '../behind/behind-picture.ts';
import type { Behind } from '../behind/place-behind.ts';
import type { ExportSource } from '../export-source.ts';
import { gridColours } from '../grid-colours.ts';
import type { PlacedSurface } from './surface.ts';
import { type AttributeSources, type TexturedMesh, textureMesh } from './textured-mesh.ts';

/** What is drawn behind a surface, and what it shows. */
export interface BehindMesh {
  mesh: TexturedMesh;
  picture: Pixels;
}

/** The layer that continues the background of a surface, in camera axes and metres. */
export interface LayerMesh {
  mesh: CameraMesh;
  /** With fewer triangles than pixels ask for. */
  isThinned: boolean;
}

/** The layer that continues the background of a surface, thinned where it would have more than `most` triangles. Null where none was asked for, or nothing is hidden. */
export function layerBehind(
  { behind }: PlacedSurface,
  most: number,
  slide: SlideLimit | null,
): LayerMesh | null {
  if (behind === null || behind.layer.filledPixels === 0) return null;
  const { layer, camera } = behind;
  const quads = classifyQuads(layer.depth, layer, Number.POSITIVE_INFINITY);
  const surface = { width: layer.width, height: layer.height, depth: layer.depth, camera, quads };
  if (countTriangles(quads) <= most)
    return { mesh: meshInMemory(gridMesh(surface, false)), isThinned: false };
  const budget = { triangles: Math.max(1, most), perBorderEdge: 0 };
  const [{ mesh }] = simplifySurface(surface, { budgets: [budget], slide });
  return { mesh, isThinned: true };
}

/** The photo's frame on a plane a little behind the farthest point. */
export function planeBehind({ range }: PlacedSurface, photo: ExportSource['photo']): CameraMesh {
  const { fx, fy, cx, cy } = photo.intrinsics;
  const z = 1.02 * range.maximum;
  const [left, right] = [0, photo.width].map((x) => ((x - cx) / fx) * z);
  const [top, bottom] = [0, photo.height].map((y) => ((y - cy) / fy) * z);
  return {
    positions: Float32Array.of(left, top, z, right, top, z, left, bottom, z, right, bottom, z),
    indices: Uint32Array.of(0, 2, 1, 1, 2, 3),
  };
}

/**
 * What lies behind a surface in the axes and unit of its file, with the picture that it shows: by its texture coordinates, which are those of the photo, or as colours of its points. Throws
 * `not-found`, `no-permission`, `bad-input`, `not-an-image`, `unsupported-format`, `too-large` or `internal` where the photo cannot be read.
 */
export async function texturedBehind(
  stream: MeshStream,
  behind: Behind,
  { photoPath }: ExportSource,
  sources: AttributeSources,
  hasNormals: boolean,
): Promise<BehindMesh> {
  const picture = behindPicture(await decodePixels(photoPath), behind.layer, behind.hasDepth, behind.window);
  const { placed, rgb, uncertainty } = sources;
  const own = {
    ...sources,
    rgb: rgb && gridColours(picture, placed.window, placed.width, placed.height),
    // Nobody has measured it there.
    uncertainty: uncertainty?.map(() => Number.NaN) ?? null,
  };
  return { mesh: textureMesh(stream, hasNormals, own), picture };
}
