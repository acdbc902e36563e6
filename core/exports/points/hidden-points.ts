import type { Pixels } from '../../../contract/photo.ts';
import { LAYER } from '../../geometry/fill/hidden-layer.ts';
import { behindPicture } from '../behind/behind-picture.ts';
import type { Behind } from '../behind/place-behind.ts';
import { gridColours } from '../grid-colours.ts';
import type { PlacedDepth } from '../placed-depth.ts';

/** Points of the layer behind the foreground, on the grid of the cloud. */
export interface HiddenPoints {
  /** Planar metres; NaN where there is none. */
  depth: Float32Array;
  rgb: Uint8Array;
}

/**
 * The layer behind the foreground on the pixels of a cloud (height x width, row by row; planar metres, 8-bit sRGB): where the cloud has more pixels than the layer, disparity is interpolated between four pixels of the
 * layer of which one at least was filled.
 */
export function hiddenPoints(behind: Behind, placed: PlacedDepth, photo: Pixels): HiddenPoints {
  const { width, height, window } = placed;
  const { layer } = behind;
  const depth = new Float32Array(width * height).fill(Number.NaN);
  const isSame = layer.width === width && layer.height === height;
  for (let y = 0, p = 0; y < height; y++) {
    const v =
      ((window.top + ((y + 0.5) * window.height) / height - behind.window.top) * layer.height) /
        behind.window.height -
      0.5;
    for (let x = 0; x < width; x++, p++) {
      if (isSame) {
        if (layer.kinds[p] === LAYER.filled) depth[p] = layer.depth[p];
        continue;
      }
      const u =
        ((window.left + ((x + 0.5) * window.width) / width - behind.window.left) * layer.width) /
          behind.window.width -
        0.5;
      depth[p] = between(behind, u, v);
    }
  }
  const picture = behindPicture(photo, layer, behind.hasDepth, behind.window);
  return { depth, rgb: gridColours(picture, window, width, height) };
}

/** Depth of the layer at a place of its grid, measured from the first pixel's centre; NaN where it is not whole or nothing was filled. */
function between({ layer: { width, height, depth, kinds } }: Behind, u: number, v: number): number {
  const left = Math.floor(u);
  const top = Math.floor(v);
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return Number.NaN;
  const a = top * width + left;
  const [b, c, d] = [a + 1, a + width, a + width + 1];
  const isFilled =
    kinds[a] === LAYER.filled ||
    kinds[b] === LAYER.filled ||
    kinds[c] === LAYER.filled ||
    kinds[d] === LAYER.filled;
  if (!isFilled) return Number.NaN;
  const [across, down] = [u - left, v - top];
  const above = (1 - across) / depth[a] + across / depth[b];
  const below = (1 - across) / depth[c] + across / depth[d];
  return 1 / ((1 - down) * above + down * below);
}
