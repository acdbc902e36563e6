import type { DepthMap } from '../../../contract/depth-map.ts';
import {
  type Outside,
  SMALLEST_PRINT,
  trianglesOfPrint,
  trianglesPerBorderEdge,
} from '../../../contract/exports/print-grid.ts';
import { percentileRange } from '../../../contract/maths/percentile-range.ts';
import { QUAD } from '../quads.ts';
import { bendPlate } from './bend.ts';
import { closePlate } from './close-plate.ts';
import type { CameraMesh } from './surface-distance.ts';
import { gridThinner } from './thin-grid.ts';
import { wholeGrid } from './whole-grid.ts';

/** The size of a relief, in millimetres and triangles. */
export interface ReliefShape {
  /** Millimetres: the longer side from its first pixel to its last, the height of the relief above its base, and the base. */
  width: number;
  height: number;
  base: number;
  /** Lines of that height that are drawn around it, from the inside out. */
  rings: readonly Outside[];
  /** Most triangles of the solid; 0: two for each quad of pixels. */
  triangles: number;
  /** Height of a pixel over its width, which is not 1 where the model's map was stretched onto the photo. */
  pixelAspect: number;
  /** Degrees that it is bent by; 0: it is flat. */
  curve: number;
}

/** Share in percent of the nearest and farthest pixels that may be flattened, so that a single outlier does not press the rest. */
const OUTLIERS = 0.1;

/**
 * Heights from 0 (far) to 1 (near), one for each value, linear in disparity, which gives near things most of the relief: a metric map is
 * inverted, a relative depth map, which has no disparity, is taken as it is. The nearest and farthest 0.1 % are flattened, invalid pixels
 * lie on the ground. Own rule: bas-reliefs compress what is far, and so does disparity.
 */
export function reliefHeights({ kind, values }: DepthMap): Float32Array {
  const heights = new Float32Array(values.length);
  for (let p = 0; p < values.length; p++) {
    const value = values[p];
    if (kind === 'metric') heights[p] = value > 0 ? 1 / value : Number.NaN;
    else heights[p] = kind === 'affine-depth' ? -value : value;
  }
  return spreadHeights(heights);
}

/** Any numbers as heights from 0 to 1, in place: the lowest and highest 0.1 % are flattened, invalid ones lie on the ground. */
export function spreadHeights(heights: Float32Array): Float32Array {
  const { low, high } = percentileRange(heights, OUTLIERS);
  const perUnit = high > low ? 1 / (high - low) : 0;
  for (let p = 0; p < heights.length; p++) {
    const height = (heights[p] - low) * perUnit;
    heights[p] = height > 0 ? Math.min(1, height) : 0;
  }
  return heights;
}

/**
 * A closed solid with a relief for its face, from heights in 0..1 (height x width, row by row, top row first): x right, y up, z towards the
 * viewer, in millimetres, standing on z = 0 with its lower left corner at the origin. The face is thinned on the grid so far that the solid
 * keeps to its budget; rings, walls and back take over exactly its border, so that nothing leaks. A bent one is thinned as it is bent.
 */
export function reliefSolid(
  heights: Float32Array,
  { width, height }: { width: number; height: number },
  shape: ReliefShape,
): CameraMesh {
  const quads = new Uint8Array((width - 1) * (height - 1)).fill(QUAD.fall);
  const across = shape.width / Math.max(width - 1, (height - 1) * shape.pixelAspect);
  const down = across * shape.pixelAspect;
  const { base, rings } = shape;
  const most = base + shape.height;
  const end = rings.at(-1) ?? { x: 0, y: 0 };
  const breadth = (width - 1) * across + 2 * end.x;
  const bend = shape.curve > 0 ? bendPlate(breadth, shape.curve, most) : null;
  const placeOf = (pixel: number) => ({
    x: end.x + (pixel % width) * across,
    y: end.y + (height - 1 - Math.floor(pixel / width)) * down,
  });
  const values = heights.map((share, p) => {
    const above = share * shape.height;
    return bend ? bend.heightAt(placeOf(p).x, base + above) : above;
  });
  const placesOf = (pixels: Uint32Array, at: ArrayLike<number>): Float64Array => {
    const places = new Float64Array(3 * pixels.length);
    for (let k = 0; k < pixels.length; k++) {
      const { x, y } = placeOf(pixels[k]);
      const above = bend ? bend.thicknessAt(x, at[k]) - base : at[k];
      const thickness = base + Math.max(0, Math.min(shape.height, above));
      places.set(bend ? bend.place(x, y, thickness) : [x, y, thickness], 3 * k);
    }
    return places;
  };
  const grid = { width, height, quads };
  const whole = trianglesOfPrint(grid, rings.length);
  const perBorderEdge = trianglesPerBorderEdge(rings.length);
  // A budget below it would leave nothing at all.
  const fewest = trianglesOfPrint(SMALLEST_PRINT, rings.length);
  const isWhole = shape.triangles === 0 || shape.triangles >= whole;
  const field = { ...grid, values, kind: 'absolute' as const, placesOf, slide: null, fineEnough: 0 };
  const drawn = isWhole
    ? wholeGrid(grid, values)
    : gridThinner(field)({ triangles: Math.max(fewest, shape.triangles), perBorderEdge });
  const face = {
    positions: Float32Array.from(placesOf(drawn.pixels, drawn.values)),
    indices: drawn.indices,
  };
  const raised = rings.map((ring) => ({ ...ring, thickness: most }));
  const all = [...raised, { ...end, thickness: 0 }];
  return closePlate({ face, pixels: drawn.pixels, grid, placeOf, bend, rings: all });
}

/**
 * The volume that a closed mesh encloses, in the cube of its unit, positive where its triangles turn outwards: the sum of signed tetrahedra
 * to the origin (C. Zhang, T. Chen, ICIP 2001).
 */
export function volumeOf({ positions, indices }: CameraMesh): number {
  let sixfold = 0;
  for (let k = 0; k < indices.length; k += 3) {
    const a = 3 * indices[k];
    const b = 3 * indices[k + 1];
    const c = 3 * indices[k + 2];
    sixfold +=
      positions[a] * (positions[b + 1] * positions[c + 2] - positions[b + 2] * positions[c + 1]) +
      positions[a + 1] * (positions[b + 2] * positions[c] - positions[b] * positions[c + 2]) +
      positions[a + 2] * (positions[b] * positions[c + 1] - positions[b + 1] * positions[c]);
  }
  return sixfold / 6;
}
