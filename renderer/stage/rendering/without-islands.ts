import { cutSides } from '../../../contract/geometry/cut-sides.ts';
import { removeIslands } from '../../../contract/geometry/islands.ts';
import { convertToMetres, type MetricScale } from '../../../contract/maths/depth-in-metres.ts';
import type { Plane } from '../../view/resources.ts';
import type { VertexGrid } from './vertex-grid.ts';

/** The last answer for each map, and what it was asked with. */
const known = new WeakMap<Plane, { asked: string; plane: Plane }>();

/**
 * The map that a surface is drawn from without its loose pieces of fewer than `islands` pixels: they are found on the same grid, by the same cut and by the
 * same functions as those that an export leaves out (core/exports/mesh/surface.ts). The very map where there is none.
 */
export function withoutIslands(
  { plane, pinhole: [fx, fy], photoWindow }: Pick<VertexGrid, 'plane' | 'pinhole' | 'photoWindow'>,
  scale: MetricScale,
  { edgeCut, edgeAngle, islands }: { edgeCut: number; edgeAngle: number; islands: number },
): Plane {
  const asked = JSON.stringify([fx, fy, photoWindow, scale, edgeCut, edgeAngle, islands]);
  const before = known.get(plane);
  if (before?.asked === asked) return before.plane;
  const depth = plane.values.slice();
  dropBeside(depth, plane, photoWindow);
  convertToMetres(depth, scale);
  const { sides } = cutSides(depth, plane, { fx, fy }, { edgeCut, edgeAngle });
  const found = removeIslands(depth, plane, Number.POSITIVE_INFINITY, islands, sides);
  const left = found.islands === 0 ? plane : { ...plane, values: withoutThose(plane.values, depth) };
  known.set(plane, { asked, plane: left });
  return left;
}

/** A copy of values without those whose depth is not there any more. */
function withoutThose(values: Float32Array<ArrayBuffer>, depth: Float32Array): Float32Array<ArrayBuffer> {
  const left = values.slice();
  for (let p = 0; p < left.length; p++) if (Number.isNaN(depth[p])) left[p] = Number.NaN;
  return left;
}

/** Takes out what a network saw beside the photo: `window` is what the map covers, in shares of the photo (left, top, width, height). */
function dropBeside(
  depth: Float32Array,
  { width, height }: Plane,
  [left, top, across, down]: VertexGrid['photoWindow'],
): void {
  const isInside = (start: number, share: number) => start + share > 0 && start + share < 1;
  for (let y = 0, p = 0; y < height; y++) {
    const isRow = isInside(top, ((y + 0.5) / height) * down);
    for (let x = 0; x < width; x++, p++)
      if (!isRow || !isInside(left, ((x + 0.5) / width) * across)) depth[p] = Number.NaN;
  }
}
