import type { DepthKind } from '../depth-map.ts';
import { finiteRange } from '../maths/finite-range.ts';
import type { Size } from '../schemas.ts';
import { applyStroke, type MendScene } from './apply-stroke.ts';
import type { MendedMap } from './mended-map.ts';
import type { Recipe } from './recipe.ts';

/** A map that is about to be mended: a copy of its values, at any size over the whole photo, in the unit of its kind. */
export function mendedMapOf(values: Float32Array, { width, height }: Size, kind: DepthKind): MendedMap {
  const { minimum, maximum } = finiteRange(values);
  return { kind, width, height, values: values.slice(), original: values, span: maximum - minimum };
}

/**
 * Mends a map by all strokes of a recipe, in place, one after the other; `report` is told the share that is done. The same recipe on the same
 * map and guide gives the same bits: nothing in it depends on the machine. Throws `bad-input` where a mask of the recipe is broken.
 */
export function replay(
  map: MendedMap,
  { strokes }: Recipe,
  scene: MendScene,
  report: (share: number) => void = () => {},
): void {
  for (const [k, stroke] of strokes.entries()) {
    applyStroke(map, stroke, scene);
    report((k + 1) / strokes.length);
  }
}
