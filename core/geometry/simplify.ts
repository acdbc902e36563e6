import { drawHierarchy, errorForBudget } from './draw-hierarchy.ts';
import { buildHierarchy } from './hierarchy.ts';
import { countTriangles, type Surface } from './quads.ts';
import { type CameraMesh, type SurfaceDistance, surfaceDistance } from './surface-distance.ts';

/**
 * Joins edges of a mesh until `triangles` are left, moving vertices to where they fit best; answers with the new mesh. Handed in: the
 * library that does it is WebAssembly and has to be loaded first.
 */
export type QuadricSimplifier = (mesh: CameraMesh, triangles: number) => CameraMesh;

export interface SimplifyOptions {
  /** Most triangles. */
  triangles: number;
  /** Whether a texture lies on the surface, which must not slide. */
  hasTexture: boolean;
}

export interface Simplified {
  mesh: CameraMesh;
  /** Triangles between the two steps. */
  coarse: number;
  /** Distances of the original points to the mesh. */
  distance: SurfaceDistance;
}

/** How many times the budget the hierarchy leaves for the quadrics to choose from: more is slower and a little better. */
const CHOICE = 2.5;

/** The hierarchy's error in pixel footprints below which moving vertices has nothing to gain. */
const FINE_ENOUGH = 0.1;

/** Points whose distance to the result is measured. */
const SAMPLES = 10_000;

/**
 * Thins a surface to a budget of triangles: the hierarchy on the grid brings millions to a few times the budget in time
 * linear in the pixels, then quadrics (M. Garland, P. Heckbert, SIGGRAPH 1997) do the rest. Null where the full grid keeps
 * to the budget as it is.
 */
export function simplifySurface(
  surface: Surface,
  { triangles, hasTexture }: SimplifyOptions,
  quadrics: QuadricSimplifier,
): Simplified | null {
  if (countTriangles(surface.quads) <= triangles) return null;
  const mesh = thinSurface(surface, { triangles, hasTexture }, quadrics);
  return { ...mesh, distance: surfaceDistance(surface, mesh.mesh, SAMPLES) };
}

/** The two steps without the measurement; `coarse` is the number of triangles between them. */
export function thinSurface(
  surface: Surface,
  { triangles, hasTexture }: SimplifyOptions,
  quadrics: QuadricSimplifier,
): { mesh: CameraMesh; coarse: number } {
  const { depth, camera } = surface;
  const disparity = new Float32Array(depth.length);
  for (let p = 0; p < depth.length; p++) disparity[p] = 1 / depth[p];
  const footprint = 1 / Math.max(camera.fx, camera.fy);
  const hierarchy = buildHierarchy(surface, {
    values: disparity,
    kind: 'relative',
    footprint: hasTexture ? footprint : 0,
  });

  const least = errorForBudget(hierarchy, triangles);
  const isFine = least < FINE_ENOUGH * footprint;
  const drawn = drawHierarchy(hierarchy, isFine ? least : errorForBudget(hierarchy, CHOICE * triangles));
  const mesh = { positions: unprojectPixels(surface, drawn.pixels), indices: drawn.indices };
  const coarse = drawn.indices.length / 3;
  return { mesh: coarse > triangles ? quadrics(mesh, triangles) : mesh, coarse };
}

function unprojectPixels({ width, depth, camera }: Surface, pixels: Uint32Array): Float32Array {
  const positions = new Float32Array(3 * pixels.length);
  for (let k = 0; k < pixels.length; k++) {
    const p = pixels[k];
    const z = depth[p];
    positions[3 * k] = (((p % width) + 0.5 - camera.cx) / camera.fx) * z;
    positions[3 * k + 1] = ((Math.floor(p / width) + 0.5 - camera.cy) / camera.fy) * z;
    positions[3 * k + 2] = z;
  }
  return positions;
}
