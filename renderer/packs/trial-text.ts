import type { GraphTrial } from '../../contract/library.ts';
import { digitsText, fixedText, significantText } from '../language/number-text.ts';
import { text } from '../language/text.ts';

/** The map of a trial as RGBA, row by row; `colours` has 256 of three bytes, far to near, or near to far where they are reversed. */
export function trialPixels(
  { width, height, nearness }: Pick<GraphTrial, 'width' | 'height' | 'nearness'>,
  colours: Uint8Array,
  isReversed: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const bytes = atob(nearness);
  const pixels = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    const code = bytes.charCodeAt(i);
    const at = 3 * (isReversed ? 255 - code : code);
    pixels[4 * i] = colours[at];
    pixels[4 * i + 1] = colours[at + 1];
    pixels[4 * i + 2] = colours[at + 2];
  }
  return pixels;
}

/** What the ends of the colours are. */
export function trialText({ kind, near, far, seconds }: GraphTrial): string {
  const took = fixedText(seconds, seconds < 10 ? 1 : 0);
  if (near === far) return text('packs.trialFlat', { value: digitsText(near.toPrecision(3)) });
  const write = (end: number) => (kind === 'metric' ? significantText(end) : digitsText(end.toPrecision(3)));
  const ends = { near: write(near), far: write(far), seconds: took };
  return kind === 'metric' ? text('packs.trialMetric', ends) : text('packs.trialRelative', ends);
}
