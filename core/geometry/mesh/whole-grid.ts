import type { Grid } from '../edges.ts';
import { countTriangles, putQuad } from '../quads.ts';
import type { PixelMesh } from './draw-hierarchy.ts';

/** Every triangle of (height - 1) x (width - 1) quads, with a vertex for each pixel and its value (height x width, row by row). */
export function wholeGrid(
  { width, height, quads }: Grid & { quads: Uint8Array },
  values: Float32Array,
): PixelMesh & { values: Float32Array } {
  const indices = new Uint32Array(3 * countTriangles(quads));
  let at = 0;
  for (let y = 0, q = 0; y + 1 < height; y++) {
    for (let p = y * width, end = p + width - 1; p < end; p++, q++)
      at = putQuad(quads[q], p, p + 1, p + width, p + width + 1, indices, at);
  }
  return { pixels: Uint32Array.from({ length: width * height }, (_, p) => p), indices, values };
}
