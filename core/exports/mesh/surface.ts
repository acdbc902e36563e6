import type { MeshOptions } from '../../../contract/exports/geometry.ts';
import { type CutSides, cutSides } from '../../../contract/geometry/cut-sides.ts';
import { findHoles, type Holes, type LooseParts, removeIslands } from '../../../contract/geometry/islands.ts';
import { convertToMetres, type MetricScale } from '../../../contract/maths/depth-in-metres.ts';
import { finiteRange } from '../../../contract/maths/finite-range.ts';
import { cameraOfWindow } from '../../../contract/maths/pinhole.ts';
import { pixelsOnSteps } from '../../geometry/edges.ts';
import { classifyQuads, type Surface } from '../../geometry/quads.ts';
import { type Behind, placeBehind } from '../behind/place-behind.ts';
import { type ExportSource, placementOf } from '../export-source.ts';
import { dropOutsidePhoto, type PlacedDepth, placedForGeometry } from '../placed-depth.ts';

/** Whatever connects, connects: what does not is marked side by side. */
const ANY_STEP = Number.POSITIVE_INFINITY;

/** What a surface lacks, in pixels of its grid. */
export interface Gaps extends LooseParts, Holes {
  outsidePhoto: number;
  /** Without a positive finite depth. */
  invalid: number;
  /** On a depth step of the model's grid, where that was enlarged. */
  onSteps: number;
}

type SurfaceOptions = Pick<MeshOptions, 'size' | 'edgeCut' | 'edgeAngle' | 'islands' | 'fill' | 'backPlane'>;

/** A surface of a run, the map that it was made from, and what it lacks. */
export interface PlacedSurface {
  surface: Surface;
  placed: PlacedDepth;
  gaps: Gaps;
  /** Sides between pixels that were cut, and those that were kept, as far apart or as steep as they are, since they lie on a plane. */
  cuts: { cut: number; keptOnPlanes: number };
  /** Planar depth in metres. */
  range: { minimum: number; maximum: number };
  /** What lies behind its steps, where that was asked for. */
  behind: Behind | null;
}

/**
 * The surface of a run on the grid that is exported, height x width of the placed map, row by row: in planar metres, cut at depth steps,
 * free of loose pieces of fewer pixels than `islands`.
 *
 * Own rule: steps are looked for on the coarser of two grids. Where the grid is the model's own, triangles across a step are left out and
 * every pixel stays. Where it was enlarged, pixels on the step are interpolated between two surfaces and go.
 * Throws `bad-input` where the run is not finished.
 */
export function placeSurface(
  source: ExportSource,
  { size, edgeCut, edgeAngle, islands, fill, backPlane }: SurfaceOptions,
  scale: MetricScale,
): PlacedSurface {
  const placed = placedForGeometry(source, size);
  const { width, height, camera, window, values: depth } = placed;
  const outsidePhoto = dropOutsidePhoto(placed, source.photo);
  convertToMetres(depth, scale);
  const invalid = finiteRange(depth).invalid - outsidePhoto;

  const { depth: model } = source;
  const { window: covered } = placementOf(source);
  const isEnlarged = size === 'photo' && (covered.width > model.width || covered.height > model.height);
  let onSteps = 0;
  const rule = { edgeCut, edgeAngle };
  let cuts: CutSides;
  let behind: Behind | null = null;
  const wantsBehind = fill > 0 || backPlane;
  if (isEnlarged && edgeCut > 0) {
    // A map that was stretched onto the photo has pixels that are no squares: each direction has its own focal length.
    const ofModel = cameraOfWindow(source.photo.intrinsics, covered, model.width, model.height);
    const metres = model.values.slice();
    convertToMetres(metres, scale);
    cuts = cutSides(metres, model, ofModel, rule);
    if (wantsBehind)
      behind = placeBehind({ ...model, values: metres, camera: ofModel, window: covered }, cuts.sides, fill);
    const marked = pixelsOnSteps(metres, model, ANY_STEP, covered, placed, cuts.sides);
    for (let p = 0; p < depth.length; p++) {
      if (marked[p] === 0 || Number.isNaN(depth[p])) continue;
      depth[p] = Number.NaN;
      onSteps++;
    }
  } else {
    cuts = cutSides(depth, placed, camera, rule);
    if (wantsBehind) behind = placeBehind(placed, cuts.sides, fill);
  }

  const sides = isEnlarged && edgeCut > 0 ? null : cuts.sides;
  const loose = removeIslands(depth, placed, ANY_STEP, islands, sides);
  const holes = findHoles(depth, placed);
  const quads = classifyQuads(depth, placed, ANY_STEP, sides);
  const { minimum, maximum } = finiteRange(depth);
  return {
    surface: { width, height, depth, camera, quads },
    placed: { ...placed, window },
    gaps: { outsidePhoto, invalid, onSteps, ...loose, ...holes },
    cuts: { cut: cuts.cut, keptOnPlanes: cuts.keptOnPlanes },
    range: { minimum, maximum },
    behind,
  };
}
