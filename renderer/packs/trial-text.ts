import type { GraphTrial } from '../../contract/library.ts';

/** The map of a trial as RGBA, row by row; `colours` has 256 of three bytes, far to near. */
export function trialPixels(
  { width, height, nearness }: Pick<GraphTrial, 'width' | 'height' | 'nearness'>,
  colours: Uint8Array,
): Uint8ClampedArray<ArrayBuffer> {
  const bytes = atob(nearness);
  const pixels = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    const at = 3 * bytes.charCodeAt(i);
    pixels[4 * i] = colours[at];
    pixels[4 * i + 1] = colours[at + 1];
    pixels[4 * i + 2] = colours[at + 2];
  }
  return pixels;
}

/** What the ends of the colours are. */
export function trialText({ kind, near, far, seconds }: GraphTrial): string {
  const took = `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  if (near === far)
    return `Every pixel has the same value, ${near.toPrecision(3)}: something above is not as the graph wants it.`;
  if (kind === 'metric') return `From ${near.toFixed(2)} m to ${far.toFixed(2)} m; it took ${took}.`;
  return `From ${near.toPrecision(3)} to ${far.toPrecision(3)}, relative; it took ${took}.`;
}
