import type { Surface } from '../quads.ts';
import type { Budget } from './join-edges.ts';
import { type CameraMesh, type SurfaceDistance, surfaceDistance } from './surface-distance.ts';
import type { SlideLimit } from './texture-slide.ts';
import { gridThinner, largestSlide } from './thin-grid.ts';

/** A surface with fewer triangles, and how far it lies from the original. */
export interface Simplified {
  mesh: CameraMesh;
  /** Triangles between the two steps. */
  coarse: number;
  /** How far a texture lies beside its place at most, in pixels of the photo; 0 without one. */
  slide: number;
  /** Distances of the original points to the mesh. */
  distance: SurfaceDistance;
}

/** The hierarchy's error in pixel footprints below which choosing among vertices has nothing to gain. */
const FINE_ENOUGH = 0.1;

/** Points whose distance to the result is measured. */
const SAMPLES = 10_000;

/**
 * Thins a surface to each of several budgets of triangles, in camera axes and metres, as `gridThinner` does. Every level is made from the
 * surface itself, not from the level before, so that errors do not add up.
 */
export function simplifySurface(
  surface: Surface,
  { budgets, slide }: { budgets: readonly Budget[]; slide: SlideLimit | null },
): Simplified[] {
  const thin = thinnerOf(surface, slide);
  return budgets.map((budget) => {
    const thinned = thin(budget);
    return { ...thinned, distance: surfaceDistance(surface, thinned.mesh, SAMPLES) };
  });
}

/**
 * Measures a surface and answers with what thins it to a budget (camera axes, metres), as `simplifySurface` but without the measurement of
 * the result. `slide` bounds how far a texture on the surface may lie beside its place: in pixels of the photo, which is kept unless the
 * budget cannot hold it.
 */
export function thinnerOf(
  surface: Surface,
  slide: SlideLimit | null,
): (budget: Budget) => Omit<Simplified, 'distance'> {
  const { depth, camera, width, height, quads } = surface;
  const disparity = new Float32Array(depth.length);
  for (let p = 0; p < depth.length; p++) disparity[p] = 1 / depth[p];
  const thin = gridThinner({
    width,
    height,
    quads,
    values: disparity,
    kind: 'relative',
    placesOf: (pixels, values) => placesInSpace(surface, pixels, values),
    slide,
    fineEnough: FINE_ENOUGH / Math.max(camera.fx, camera.fy),
  });
  return (budget) => {
    const { pixels, indices, values, coarse } = thin(budget);
    return {
      mesh: { positions: new Float32Array(placesInSpace(surface, pixels, values)), indices },
      coarse,
      slide: slide ? largestSlide(slide, width, { pixels, indices }, values) : 0,
    };
  };
}

/** Pixel centres at their disparities, in camera axes: interleaved, in the unit of the depth. */
function placesInSpace(
  { width, camera }: Surface,
  pixels: Uint32Array,
  disparities: Float64Array,
): Float64Array {
  const places = new Float64Array(3 * pixels.length);
  for (let k = 0; k < pixels.length; k++) {
    const z = 1 / disparities[k];
    places[3 * k] = (((pixels[k] % width) + 0.5 - camera.cx) / camera.fx) * z;
    places[3 * k + 1] = ((Math.floor(pixels[k] / width) + 0.5 - camera.cy) / camera.fy) * z;
    places[3 * k + 2] = z;
  }
  return places;
}
