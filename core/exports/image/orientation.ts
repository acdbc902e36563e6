import { storedOrder } from '../../geometry/stored-order.ts';

interface Plane {
  pixels: Uint8Array;
  width: number;
  height: number;
}

/** An upright plane (height x width bytes, row by row) as it lies in a file of that EXIF orientation, 1..8 (EXIF 2.32, §4.6.4). */
export function asStored(
  upright: Uint8Array,
  { width, height }: { width: number; height: number },
  orientation: number,
): Plane {
  if (orientation === 1) return { pixels: upright, width, height };
  const { start, rowStep, columnStep, ...stored } = storedOrder({ width, height }, orientation);
  const pixels = new Uint8Array(upright.length);
  for (let y = 0, to = 0; y < stored.height; y++) {
    let from = start + y * rowStep;
    for (let x = 0; x < stored.width; x++, from += columnStep) pixels[to++] = upright[from];
  }
  return { pixels, ...stored };
}
