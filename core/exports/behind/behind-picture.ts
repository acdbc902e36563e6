import type { Window } from '../../../contract/depth-map.ts';
import type { Pixels } from '../../../contract/photo.ts';
import { type HiddenLayer, LAYER } from '../../geometry/fill/hidden-layer.ts';
import { inpaint, PAINT } from '../../geometry/fill/inpaint.ts';
import { spreadColours } from '../../geometry/fill/spread-colours.ts';

/**
 * What the photo might show without its foreground, on its own pixels (interleaved 8-bit sRGB): where the layer continues the background, and where it hangs on it, since edges of photos are a bit
 * of both, that is painted from the background beside it (`inpaint`); what has no depth at all stays; everything else, which the surface itself shows, is spread smoothly from these, so that nothing is seen twice. `window` is what
 * the layer's grid covers, in pixels of the photo.
 */
export function behindPicture(
  photo: Pixels,
  layer: HiddenLayer,
  hasDepth: Uint8Array,
  window: Window,
): Pixels {
  const { width, height } = photo;
  const rgb = photo.rgb.slice();
  const states = new Uint8Array(width * height);
  const column = Int32Array.from({ length: width }, (_, x) =>
    cellOf(x, window.left, window.width, layer.width),
  );
  for (let y = 0, p = 0; y < height; y++) {
    const row = cellOf(y, window.top, window.height, layer.height) * layer.width;
    for (let x = 0; x < width; x++, p++) {
      const q = row + column[x];
      if (layer.kinds[q] !== LAYER.none) states[p] = PAINT.wanted;
      else if (layer.background[q] === 1) states[p] = PAINT.known;
    }
  }
  inpaint(rgb, { width, height }, states);
  const has = new Uint8Array(states.length);
  for (let y = 0, p = 0; y < height; y++) {
    const row = cellOf(y, window.top, window.height, layer.height) * layer.width;
    for (let x = 0; x < width; x++, p++) {
      const isSeenThrough = states[p] === PAINT.nothing && hasDepth[row + column[x]] === 0;
      has[p] = states[p] === PAINT.painted || isSeenThrough ? 1 : 0;
    }
  }
  if (has.includes(1)) spreadColours(rgb, { width, height }, has);
  else putMean(rgb);
  return { width, height, rgb };
}

function cellOf(pixel: number, start: number, length: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor(((pixel + 0.5 - start) * count) / length)));
}

/** A photo of one surface has nothing behind it: its mean colour will do. */
function putMean(rgb: Uint8Array): void {
  const sums = [0, 0, 0];
  for (let k = 0; k < rgb.length; k++) sums[k % 3] += rgb[k];
  const mean = sums.map((sum) => Math.round((3 * sum) / rgb.length));
  for (let k = 0; k < rgb.length; k++) rgb[k] = mean[k % 3];
}
