import type { Surface } from '../quads.ts';
import { drawHierarchy, errorsForBudgets } from './draw-hierarchy.ts';
import { buildHierarchy } from './hierarchy.ts';
import { withoutSlivers } from './slivers.ts';
import { type CameraMesh, type SurfaceDistance, surfaceDistance } from './surface-distance.ts';

/**
 * Joins edges of a mesh until `triangles` are left, moving vertices to where they fit best; answers with the new mesh. Handed in: the
 * library that does it is WebAssembly and has to be loaded first.
 */
export type QuadricSimplifier = (mesh: CameraMesh, triangles: number) => CameraMesh;

/** A surface with fewer triangles, and how far it lies from the original. */
export interface Simplified {
  mesh: CameraMesh;
  /** Triangles between the two steps. */
  coarse: number;
  /** Distances of the original points to the mesh. */
  distance: SurfaceDistance;
}

/**
 * How many times the budget the hierarchy leaves for the quadrics to choose from: more is slower and a little better. With 3.25 a rough map
 * of 2 megapixels at 200,000 triangles lies as near to its points as what Open3D's quadrics make of the full grid in a hundred times the time.
 */
const CHOICE = 3.25;

/** The hierarchy's error in pixel footprints below which moving vertices has nothing to gain. */
const FINE_ENOUGH = 0.1;

/** Points whose distance to the result is measured. */
const SAMPLES = 10_000;

/**
 * Thins a surface to each of several budgets of triangles, in camera axes and metres: the hierarchy on the grid, which is measured once,
 * brings millions to a few times the budget in time linear in the pixels, then quadrics (M. Garland, P. Heckbert, SIGGRAPH 1997) do the
 * rest. What either leaves without area is flipped away. Every level is made from the surface itself, not from the level before, so that
 * errors do not add up.
 */
export function simplifySurface(
  surface: Surface,
  { budgets, hasTexture }: { budgets: readonly number[]; hasTexture: boolean },
  quadrics: QuadricSimplifier,
): Simplified[] {
  const thin = thinnerOf(surface, hasTexture, quadrics);
  return budgets.map((triangles) => {
    const thinned = thin(triangles);
    return { ...thinned, distance: surfaceDistance(surface, thinned.mesh, SAMPLES) };
  });
}

/**
 * Measures a surface and answers with what thins it to a number of triangles (camera axes, metres), by the two steps of `simplifySurface`
 * but without the measurement of the result; `coarse` is the number of triangles between them. `hasTexture` says whether a texture lies on
 * the surface, which must not slide.
 */
export function thinnerOf(
  surface: Surface,
  hasTexture: boolean,
  quadrics: QuadricSimplifier,
): (triangles: number) => Omit<Simplified, 'distance'> {
  const { depth, camera } = surface;
  const disparity = new Float32Array(depth.length);
  for (let p = 0; p < depth.length; p++) disparity[p] = 1 / depth[p];
  const footprint = 1 / Math.max(camera.fx, camera.fy);
  const hierarchy = buildHierarchy(surface, {
    values: disparity,
    kind: 'relative',
    footprint: hasTexture ? footprint : 0,
  });
  const errorFor = errorsForBudgets(hierarchy);
  return (triangles) => {
    const least = errorFor(triangles);
    const isFine = least < FINE_ENOUGH * footprint;
    const drawn = drawHierarchy(hierarchy, isFine ? least : errorFor(CHOICE * triangles));
    const mesh = { positions: unprojectPixels(surface, drawn.pixels), indices: drawn.indices };
    const coarse = drawn.indices.length / 3;
    return { mesh: withoutSlivers(coarse > triangles ? quadrics(mesh, triangles) : mesh), coarse };
  };
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
