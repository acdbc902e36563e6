import { DepthroomError } from '../../../contract/errors.ts';
import type { MeshOptions } from '../../../contract/exports/geometry.ts';
import { levelBudgets, levelsRefusal } from '../../../contract/exports/geometry-levels.ts';
import { gridMesh } from '../../geometry/mesh/grid-mesh.ts';
import { indexedMesh, meshInMemory } from '../../geometry/mesh/indexed-mesh.ts';
import type { Budget } from '../../geometry/mesh/join-edges.ts';
import { joinStreams, type MeshStream } from '../../geometry/mesh/mesh-stream.ts';
import { openEdges } from '../../geometry/mesh/open-edges.ts';
import { type Simplified, simplifySurface } from '../../geometry/mesh/simplify.ts';
import { skirtOf } from '../../geometry/mesh/skirt.ts';
import { stayBehind } from '../../geometry/mesh/stay-behind.ts';
import type { CameraMesh } from '../../geometry/mesh/surface-distance.ts';
import type { SlideLimit } from '../../geometry/mesh/texture-slide.ts';
import { countTriangles, type Surface } from '../../geometry/quads.ts';
import type { ExportSource } from '../export-source.ts';
import { type LayerMesh, layerBehind, planeBehind } from './behind-mesh.ts';
import type { PlacedSurface } from './surface.ts';

/** At most this share of a budget goes to the layer behind. */
const MOST_BEHIND = 0.3;

/** Triangles of a skirt's walls for each side at the border. */
const SKIRT_TRIANGLES = 2;

/** A surface with its walls and what lies behind it, in camera axes and metres. */
interface Divided {
  /** The levels of the surface, the finest first. */
  streams: MeshStream[];
  /** How each was thinned; null for the full grid. */
  simplified: (Simplified | null)[];
  /** The layer that continues its background, and the plane behind everything; null where there is neither. */
  hidden: MeshStream | null;
  /** The most triangles of each level, with what lies behind it. */
  budgets: number[];
}

/**
 * Divides the budget of a mesh between the surface, its walls and what lies behind it, which gets 30 % at most, and less where the surface cannot be as
 * small as that leaves it. Throws `bad-input` where a level of detail would be too small.
 */
export function divideBudget(
  placed: PlacedSurface,
  { photo }: ExportSource,
  options: MeshOptions,
  slide: SlideLimit | null,
): Divided {
  const { surface } = placed;
  const { skirt, levels, triangles, fill } = options;
  const hasNormals = options.shading === 'smooth';
  const plane = options.backPlane ? planeBehind(placed, photo) : null;
  const planeTriangles = plane ? plane.indices.length / 3 : 0;
  const layerOf = (most: number) => (fill > 0 ? layerBehind(placed, most, slide) : null);
  let layer = layerOf(triangles > 0 ? Math.floor(MOST_BEHIND * triangles) : Number.POSITIVE_INFINITY);

  const behind = planeTriangles + sizeOf(layer);
  const whole = wholeTriangles(surface, options) + behind;
  const most = triangles > 0 ? Math.min(triangles, whole) : whole;
  const budgets = levelBudgets(most, levels);
  const refusal = levelsRefusal(budgets);
  if (refusal) throw new DepthroomError('bad-input', refusal);
  const isWhole = most === whole;
  const thinned = (isWhole ? budgets.slice(1) : budgets).map((size) => faceBudget(size - behind, options));
  const simplified: (Simplified | null)[] =
    thinned.length > 0 ? simplifySurface(surface, { budgets: thinned, slide }) : [];
  if (isWhole) simplified.unshift(null);
  const streams = simplified.map((level) => {
    const main = level ? indexedMesh(level.mesh, hasNormals) : gridMesh(surface, hasNormals);
    if (skirt === 0) return main;
    const walls = skirtOf(level?.mesh ?? meshInMemory(main), skirt);
    return joinStreams([main, indexedMesh(walls, hasNormals)]);
  });

  const left = most - streams[0].triangles - planeTriangles;
  if (sizeOf(layer) > left) layer = layerOf(left);
  const [finest] = simplified;
  // As they were, they do not cross.
  if (layer && (finest || layer.isThinned))
    stayBehind(layer.mesh, finest?.mesh ?? meshInMemory(gridMesh(surface, false)), surface);
  const parts: CameraMesh[] = [];
  if (layer) parts.push(layer.mesh);
  if (plane) parts.push(plane);
  const hidden = parts.length > 0 ? joinStreams(parts.map((mesh) => indexedMesh(mesh, hasNormals))) : null;
  return { streams, simplified, hidden, budgets };
}

function sizeOf(layer: LayerMesh | null): number {
  return layer ? layer.mesh.indices.length / 3 : 0;
}

/** What is left of a number of triangles for the surface itself. */
function faceBudget(size: number, { skirt }: MeshOptions): Budget {
  return { triangles: Math.max(1, size), perBorderEdge: skirt > 0 ? SKIRT_TRIANGLES : 0 };
}

/** Triangles of the full grid with its walls. */
function wholeTriangles(surface: Surface, { skirt, triangles }: MeshOptions): number {
  const drawable = countTriangles(surface.quads);
  // Where the surface alone is more than the budget, its border need not be walked.
  if (skirt === 0 || (triangles > 0 && drawable > triangles)) return drawable;
  const { positions, indices } = meshInMemory(gridMesh(surface, false));
  return drawable + (SKIRT_TRIANGLES * openEdges(indices, positions.length / 3).length) / 2;
}
