import type { MeshOptions, PointCloudOptions } from './geometry.ts';

interface Size {
  width: number;
  height: number;
}

export interface GeometryEstimate {
  /** Upper bounds: cuts, holes and flat walls leave fewer. */
  vertices: number;
  triangles: number;
  /** Of the file, without a texture where it lies beside. */
  bytes: number;
  /** Why this file cannot be written, with the way out; null where it can. */
  refusal: string | null;
}

/** JPEG of a photo in bytes a pixel, and PNG: what usual photos take at the qualities that are written. */
const TEXTURE_BYTES = { jpeg: 0.6, png: 2.2, none: 0 } as const;

/** Lengths in a GLB are 32-bit numbers. */
const LONGEST_GLB = 2 ** 32 - 1;

/** How large a mesh will be at most, before anything is computed. Sizes in pixels of the photo and of the run's own map. */
export function estimateMesh(options: MeshOptions, photo: Size, model: Size): GeometryEstimate {
  const { width, height } = options.size === 'photo' ? photo : model;
  const all = 2 * (width - 1) * (height - 1);
  const triangles = options.triangles > 0 ? Math.min(all, options.triangles) : all;
  const vertices = triangles === all ? width * height : Math.round(triangles * 0.52);
  const texture = TEXTURE_BYTES[options.texture] * photo.width * photo.height;
  const isSmooth = options.shading === 'smooth';
  const isTextured = options.texture !== 'none';
  let bytes = 0;
  switch (options.format) {
    case 'glb':
      bytes =
        options.compression === 'meshopt'
          ? vertices * 8 + triangles * 1.2 + texture
          : vertices * ((isSmooth ? 24 : 12) + 8) + triangles * (vertices > 0xffff ? 12 : 6) + texture;
      break;
    case 'ply':
      bytes = vertices * ((isSmooth ? 27 : 15) + (options.scalars ? 4 : 0)) + triangles * 13;
      break;
    case 'stl':
      bytes = 84 + triangles * 50;
      break;
    case 'obj':
      bytes = objBytes(vertices, triangles, isTextured, isSmooth);
      break;
    case 'usdz':
      bytes = vertices * (40 + 24 + (isSmooth ? 27 : 0)) + triangles * 28 + texture;
      break;
  }
  const refusal =
    options.format === 'glb' && bytes > LONGEST_GLB
      ? `A GLB can hold 4.29 GB, but this one would take about ${(bytes / 1e9).toFixed(1)} GB: give it a budget of triangles, choose the grid of the model, or write PLY.`
      : null;
  return { vertices, triangles, bytes: Math.round(bytes), refusal };
}

/** Characters of an OBJ's lines: numbers of vertices grow with their count, and stand in a face up to nine times. */
function objBytes(vertices: number, triangles: number, isTextured: boolean, isSmooth: boolean): number {
  const digits = Math.log10(vertices);
  const perVertex = 35 + (isTextured ? 23 : 21) + (isSmooth ? 26 : 0);
  const names = 1 + (isTextured ? 1 : 0) + (isSmooth ? 1 : 0);
  const perFace = 2 + 3 * (1 + names * digits + (isSmooth ? 2 : isTextured ? 1 : 0));
  return vertices * perVertex + triangles * perFace;
}

/** How large a point cloud will be at most. */
export function estimatePointCloud(options: PointCloudOptions, photo: Size, model: Size): GeometryEstimate {
  const { width, height } = options.size === 'photo' ? photo : model;
  const vertices = width * height;
  const perPoint =
    options.format === 'ply'
      ? 15 + (options.normals ? 12 : 0) + (options.scalars ? 4 : 0)
      : options.format === 'xyz'
        ? 38
        : 42;
  return { vertices, triangles: 0, bytes: vertices * perPoint, refusal: null };
}
