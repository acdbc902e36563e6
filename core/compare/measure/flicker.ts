import type { Flicker } from '../../worker/sequence-task.ts';

/** Codes of 8 bits by which a channel may differ where a photo counts as unchanged: what noise and JPEG leave of an average of pixels. */
export const STILL_CODES = 3;

/** A frame at one size: values of its sequence (height x width, in their unit), and interleaved sRGB of the same pixels. */
export interface FramePixels {
  values: Float32Array;
  rgb: Uint8Array;
}

/**
 * The mean absolute change of depth between two frames, in the unit of the values, over the pixels whose colours differ by at most
 * `STILL_CODES` in every channel: what a viewer sees as flicker. Own measure; consistency along optical flow (as in video depth papers)
 * also judges what moves, and needs the flow.
 */
export function flickerOf(before: FramePixels, after: FramePixels, isMetric: boolean): Flicker {
  const { length } = before.values;
  let count = 0;
  let sum = 0;
  let relative = 0;
  for (let p = 0, k = 0; p < length; p++, k += 3) {
    const change = Math.abs(after.values[p] - before.values[p]);
    if (!(change < Number.POSITIVE_INFINITY) || !isStill(before.rgb, after.rgb, k)) continue;
    count++;
    sum += change;
    relative += change / Math.abs(before.values[p]);
  }
  if (count === 0) return { change: null, relativeChange: null, still: 0 };
  return {
    change: sum / count,
    relativeChange: isMetric ? relative / count : null,
    still: count / length,
  };
}

function isStill(a: Uint8Array, b: Uint8Array, k: number): boolean {
  return (
    Math.abs(a[k] - b[k]) <= STILL_CODES &&
    Math.abs(a[k + 1] - b[k + 1]) <= STILL_CODES &&
    Math.abs(a[k + 2] - b[k + 2]) <= STILL_CODES
  );
}

/**
 * The medians of `window` lines around each (fewer at both ends), of scales and of shifts apart: a frame whose fit was drawn off by
 * something that passes by takes those of its neighbours. The units of the lines.
 */
export function medianLines<Line extends { scale: number; shift: number }>(
  lines: readonly Line[],
  window: number,
): { scale: number; shift: number }[] {
  const reach = Math.floor((window - 1) / 2);
  return lines.map((_, k) => {
    // As many on both sides, so that a steady drift is not pulled inwards at the ends.
    const side = Math.min(reach, k, lines.length - 1 - k);
    const near = lines.slice(k - side, k + side + 1);
    return { scale: median(near.map(({ scale }) => scale)), shift: median(near.map(({ shift }) => shift)) };
  });
}

/** Of an odd number of values. */
function median(values: number[]): number {
  return values.sort((a, b) => a - b)[(values.length - 1) / 2];
}
