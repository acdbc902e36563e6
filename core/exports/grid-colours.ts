import type { Window } from '../../contract/depth-map.ts';
import type { Pixels } from '../../contract/photo.ts';

/**
 * Colours of the photo on a coarser grid, interleaved 8-bit sRGB (height x width x 3, row by row): each of `width` x `height` pixels over
 * `window` (in pixels of the photo) takes the mean of the sRGB codes under it, at least of the photo pixel nearest to its centre. Own rule,
 * which is a box filter.
 */
export function gridColours(photo: Pixels, window: Window, width: number, height: number): Uint8Array {
  const columns = spans(window.left, window.width, width, photo.width);
  const rows = spans(window.top, window.height, height, photo.height);
  const colours = new Uint8Array(3 * width * height);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let v = rows[2 * y]; v < rows[2 * y + 1]; v++) {
        for (let u = columns[2 * x], p = 3 * (v * photo.width + u); u < columns[2 * x + 1]; u++, p += 3) {
          red += photo.rgb[p];
          green += photo.rgb[p + 1];
          blue += photo.rgb[p + 2];
        }
      }
      const count = (rows[2 * y + 1] - rows[2 * y]) * (columns[2 * x + 1] - columns[2 * x]);
      colours[k] = Math.round(red / count);
      colours[k + 1] = Math.round(green / count);
      colours[k + 2] = Math.round(blue / count);
    }
  }
  return colours;
}

/** For each grid pixel the first photo pixel under it and the one after the last, held within the photo; never empty. */
function spans(start: number, length: number, count: number, limit: number): Int32Array {
  const ends = new Int32Array(2 * count);
  for (let i = 0; i < count; i++) {
    const from = start + (i * length) / count;
    const to = start + ((i + 1) * length) / count;
    let first = Math.round(from);
    let after = Math.round(to);
    if (after <= first) {
      first = Math.floor((from + to) / 2);
      after = first + 1;
    }
    ends[2 * i] = Math.max(0, Math.min(limit - 1, first));
    ends[2 * i + 1] = Math.max(ends[2 * i] + 1, Math.min(limit, after));
  }
  return ends;
}
