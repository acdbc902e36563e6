import type { Grid } from '../edges.ts';
import { type DrawnMesh, drawHierarchy, errorsForBudgets, type PixelMesh } from './draw-hierarchy.ts';
import { fitValues } from './fit-values.ts';
import { buildHierarchy } from './hierarchy.ts';
import { type Budget, joinEdges, remaining } from './join-edges.ts';
import { LIES, type ShrinkingMesh } from './shrinking-mesh.ts';
import { withoutSlivers } from './slivers.ts';
import { startShrinking } from './start-shrinking.ts';
import { type SlideLimit, slideAlong } from './texture-slide.ts';

/** A surface over the pixels of a grid. */
export interface GridField extends Grid {
  quads: Uint8Array;
  /** Linear on planes: disparity (`relative`) or height (`absolute`), height x width, row by row. */
  values: Float32Array;
  kind: 'relative' | 'absolute';
  /** Where pixels lie with these values, interleaved x, y, z: what distances are measured in. */
  placesOf(pixels: Uint32Array, values: Float64Array): Float64Array;
  /** How far a texture may slide, where there is one. */
  slide: SlideLimit | null;
  /** An error so small that nothing is gained by choosing among what it leaves. */
  fineEnough: number;
}

/** Triangles on the grid, and the values of their vertices, which are no longer those of their pixels alone. */
export interface ThinnedGrid extends PixelMesh {
  values: Float64Array;
  /** Triangles that the hierarchy left for the joining of edges. */
  coarse: number;
}

/**
 * How many times the budget the hierarchy leaves to choose from: more is slower and a little better. With 2.75 a rough map of 2 megapixels at
 * 200,000 triangles lies nearer to its points than what Open3D's quadrics make of the full grid in a hundred times the time.
 */
const CHOICE = 2.75;

/** Where joining ends is a matter of its order, which hangs on what it aims at: these shares of a budget that was missed are aimed at in turn. */
const OTHER_AIMS = [1 / 2, 1 / 16, 2, 8];

/** But where a mesh is more times as large as its budget, no order would do. */
const OUT_OF_REACH = 1.5;

/** By how much the bound on sliding is widened where the budget cannot hold it. */
const WIDER = 1.5;

/**
 * Measures a surface once, and answers with what thins it to a budget: the hierarchy on the grid brings millions to a few times the budget in
 * time linear in the pixels, the joining of edges does the rest, and values are fitted to the pixels that each triangle covers. Vertices stay
 * on pixels, so that every triangle faces the camera as those of the full grid do.
 */
export function gridThinner(field: GridField): (budget: Budget) => ThinnedGrid {
  const hierarchy = buildHierarchy(field, field);
  const errorFor = errorsForBudgets(hierarchy);
  return (budget) => {
    const least = errorFor(budget.triangles);
    if (least < field.fineEnough) {
      const drawn = withoutLines(drawHierarchy(hierarchy, least), field.width);
      const coarse = drawn.indices.length / 3;
      if (budget.perBorderEdge === 0 && coarse <= budget.triangles)
        return { ...drawn, values: valuesAt(field.values, drawn.pixels), coarse };
    }
    const error = errorFor(CHOICE * budget.triangles, budget.triangles);
    const drawn = withoutLines(drawHierarchy(hierarchy, error), field.width);
    const joined = joinToBudget(field, drawn, budget);
    const fitted = fitValues(field.values, field, joined, field.kind);
    const values = heldToBound(field, joined, fitted);
    return { ...joined, values, coarse: drawn.indices.length / 3 };
  };
}

/** What is left of a mesh, and its size with what its border will get. */
type Joined = PixelMesh & { size: number };

/** A mesh within a budget; where none was found, the smallest that was. */
function joinToBudget(field: GridField, drawn: PixelMesh, budget: Budget): PixelMesh {
  let best = joinTowards(field, drawn, budget);
  for (const aim of OTHER_AIMS) {
    if (best.size <= budget.triangles || best.size > OUT_OF_REACH * budget.triangles) break;
    const other = joinTowards(field, drawn, { ...budget, triangles: aim * budget.triangles });
    if (other.size < best.size) best = other;
  }
  return best;
}

function joinTowards(field: GridField, drawn: PixelMesh, budget: Budget): Joined {
  const values = valuesAt(field.values, drawn.pixels);
  const own = { pixels: drawn.pixels, indices: drawn.indices.slice() };
  const mesh = startShrinking(own, field.width, field.placesOf(drawn.pixels, values));
  const isSolid = field.kind === 'absolute';
  if (isSolid) holdCorners(mesh, field, drawn.pixels);
  const bound = field.slide && { ...field.slide, roots: values.map((value) => 1 / Math.sqrt(value)) };
  if (bound && field.slide) {
    while (!joinEdges(mesh, budget, { bound, mayVanish: false })) {
      if (bound.most > field.width * field.slide.across + field.height * field.slide.down) break;
      bound.most *= WIDER;
    }
  }
  // Where nothing else is left to join, the smallest pieces go: but not of a solid, which is one piece.
  if (!joinEdges(mesh, budget, { bound: null, mayVanish: false }) && !isSolid)
    joinEdges(mesh, budget, { bound: null, mayVanish: true });
  const { vertices, indices } = remaining(mesh);
  const pixels = vertices.map((vertex) => drawn.pixels[vertex]);
  return { pixels, indices, size: mesh.triangles + budget.perBorderEdge * mesh.borderEdges };
}

/** The corners of a plate stay, however little is lost without them: its back is drawn from side to side. */
function holdCorners({ lies }: ShrinkingMesh, { width, height }: Grid, pixels: Uint32Array): void {
  const corners = [0, width - 1, (height - 1) * width, height * width - 1];
  for (let vertex = 0; vertex < pixels.length; vertex++)
    if (corners.includes(pixels[vertex])) lies[vertex] = LIES.meeting;
}

function valuesAt(values: Float32Array, pixels: Uint32Array): Float64Array {
  const found = new Float64Array(pixels.length);
  for (let k = 0; k < pixels.length; k++) found[k] = values[pixels[k]];
  return found;
}

/**
 * Without the triangles whose three pixels lie in a line, which the hierarchy has where nodes are no whole pixels apart: the camera sees them
 * from the side. No side of the hierarchy is so long that others would count as slivers.
 */
function withoutLines({ pixels, indices, lines }: DrawnMesh, width: number): PixelMesh {
  if (lines.length === 0) return { pixels, indices };
  const positions = new Float32Array(3 * pixels.length);
  for (let k = 0; k < pixels.length; k++) {
    positions[3 * k] = pixels[k] % width;
    positions[3 * k + 1] = (pixels[k] / width) | 0;
  }
  const flat = withoutSlivers({ positions, indices }, lines);
  if (flat.positions === positions) return { pixels, indices: flat.indices };
  const kept = new Uint32Array(flat.positions.length / 3);
  for (let k = 0; k < kept.length; k++) kept[k] = flat.positions[3 * k + 1] * width + flat.positions[3 * k];
  return { pixels: kept, indices: flat.indices };
}

/** Beyond this share of its value a vertex would be fitted to what is not its surface. */
const FARTHEST_FIT = 0.02;

/** Fitted values, but where a texture would slide too far by them, or a vertex leave its surface, those of the pixels. */
function heldToBound(
  { values, kind, slide, width }: GridField,
  mesh: PixelMesh,
  fitted: Float64Array,
): Float64Array {
  const { pixels, indices } = mesh;
  const held = fitted.map((value, k) => {
    const own = values[pixels[k]];
    return kind === 'relative' && !(Math.abs(value - own) <= FARTHEST_FIT * own) ? own : value;
  });
  if (!slide) return held;
  for (let corner = 0; corner < indices.length; corner++) {
    const from = indices[corner];
    const to = indices[corner % 3 === 2 ? corner - 2 : corner + 1];
    if (slideOf(slide, width, pixels, held, from, to) <= slide.most) continue;
    held[from] = values[pixels[from]];
    held[to] = values[pixels[to]];
  }
  return held;
}

function slideOf(
  { across, down }: SlideLimit,
  width: number,
  pixels: Uint32Array,
  values: Float64Array,
  a: number,
  b: number,
): number {
  const x = (pixels[a] % width) - (pixels[b] % width);
  const y = ((pixels[a] / width) | 0) - ((pixels[b] / width) | 0);
  return slideAlong(Math.hypot(x * across, y * down), Math.sqrt(values[a]), Math.sqrt(values[b]));
}

/** How far a texture slides at most on a mesh of disparities, in pixels of the photo. */
export function largestSlide(
  limit: SlideLimit,
  width: number,
  { pixels, indices }: PixelMesh,
  values: Float64Array,
): number {
  let largest = 0;
  for (let corner = 0; corner < indices.length; corner++) {
    const to = indices[corner % 3 === 2 ? corner - 2 : corner + 1];
    const slide = slideOf(limit, width, pixels, values, indices[corner], to);
    if (slide > largest) largest = slide;
  }
  return largest;
}
